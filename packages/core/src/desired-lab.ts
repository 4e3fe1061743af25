import type { ContainerFile } from './container-config.ts';

/** One interface of a container, as the host must make it. */
export interface DesiredInterface {
  readonly networkId: string;
  readonly ipv4Address: string;
  readonly ipv6Address: string | null;
  readonly macAddress: string;
}

export interface DesiredNetwork {
  readonly id: string;
  readonly name: string;
  readonly ipv4Subnet: string;
  readonly ipv6Subnet: string | null;
  readonly internet: boolean;
}

export interface DesiredContainer {
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
  readonly interfaces: readonly DesiredInterface[];
  /** Written into it before it starts for the first time. */
  readonly files: readonly ContainerFile[];
}

/** The whole desired lab as a host receives it. With `removed`, nothing of the lab is to be left behind. */
export interface DesiredLab {
  readonly format: 1;
  readonly labId: string;
  readonly revision: number;
  readonly removed: boolean;
  readonly networks: readonly DesiredNetwork[];
  readonly containers: readonly DesiredContainer[];
}
