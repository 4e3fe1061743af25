import type { ContainerFile } from '../container-config.ts';

/** One interface of a container, as the host must make it. */
export interface ManifestInterface {
  readonly networkId: string;
  readonly ipv4Address: string;
  readonly ipv6Address: string | null;
  readonly macAddress: string;
}

/** How a network of a wide lab reaches the lab's other hosts: over VXLAN, every frame that has no known way to each. */
export interface ManifestOverlay {
  /** The segment's VXLAN network identifier, 1 to 16,777,215: no other network of any lab has it. */
  readonly vni: number;
  /** Underlay IPv4 addresses of the lab's other hosts. */
  readonly peers: readonly string[];
  /** Whether this host is the one that has the gateway's address and the way out, where the network has one. */
  readonly gatewayHere: boolean;
}

export interface ManifestNetwork {
  readonly id: string;
  readonly name: string;
  readonly ipv4Subnet: string;
  readonly ipv6Subnet: string | null;
  readonly internet: boolean;
  /** Null: the network is on this host alone. */
  readonly overlay: ManifestOverlay | null;
}

/** A container of the same lab on another host, which goes by its name here too. */
export interface ManifestNeighbour {
  readonly name: string;
  readonly addresses: readonly { readonly networkId: string; readonly ipv4Address: string }[];
}

export interface ManifestContainer {
  readonly id: string;
  readonly name: string;
  /** Catalogue name, for reports. */
  readonly image: string;
  /** What Docker is asked for. */
  readonly imageReference: string;
  readonly power: 'on' | 'off';
  readonly generation: number;
  /** RFC 3339. */
  readonly requestedAt: string;
  /** First to last: eth0, eth1, … */
  readonly interfaces: readonly ManifestInterface[];
  /** Written into it before it starts for the first time. */
  readonly files: readonly ContainerFile[];
}

/**
 * The whole desired lab as a host receives it; of a wide lab all its networks, and the containers placed on that host.
 * With `removed`, nothing of the lab is to be left behind.
 */
export interface HostManifest {
  readonly format: 1;
  readonly labId: string;
  readonly revision: number;
  readonly removed: boolean;
  readonly networks: readonly ManifestNetwork[];
  readonly containers: readonly ManifestContainer[];
  /** The lab's containers on other hosts; none unless it is wide. */
  readonly neighbours: readonly ManifestNeighbour[];
}
