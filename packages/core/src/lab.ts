import type { ContainerConfig } from './container-config.ts';
import type { LabHistory } from './history/lab-history.ts';
import type { LabPlacement } from './placement/lab-placement.ts';

/** The desired state of one lab: what its owner asked for. One DynamoDB item, changed only as a whole. */
export interface Lab {
  readonly id: string;
  readonly ownerId: string;
  readonly name: string;
  /** Grows by one with every stored change; every write is conditional on it. */
  readonly revision: number;
  /** The last revision that changed what the host has to bring about. */
  readonly hostRevision: number;
  /** Whether its owner wants it on several hosts even if one has the capacity. */
  readonly spread: boolean;
  /** Where it is. Apply decides that; an edit never changes it. */
  readonly placement: LabPlacement;
  readonly networks: readonly LabNetwork[];
  readonly containers: readonly LabContainer[];
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  readonly expiresAt: string | null;
  /** Set once the owner deleted the lab; the item stays until the host has removed everything. */
  readonly deletedAt: string | null;
  /** What of its edits can be undone and redone. */
  readonly history: LabHistory;
}

/** Where something is drawn. The unit is the canvas's own; x grows to the right, y down. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

/** One isolated layer-2 segment of a lab. */
export interface LabNetwork {
  readonly id: string;
  readonly name: string;
  /** Canonical CIDR, e.g. 10.0.1.0/24. */
  readonly ipv4Subnet: string;
  readonly ipv6Subnet: string | null;
  /** Whether containers reach the outside through NAT. The first usable address is then the gateway's. */
  readonly internet: boolean;
  /** Null until somebody laid it out. */
  readonly position: Position | null;
  readonly createdAt: string;
}

export type Power = 'on' | 'off';

/** One node of a lab. */
export interface LabContainer {
  readonly id: string;
  /** Host name and DNS name in the lab; a lower-case RFC 1123 label. */
  readonly name: string;
  /** Name of a catalogue image, as `host`. */
  readonly image: string;
  readonly power: Power;
  /** Grows with every request to start, stop or restart; the host acts when it sees a greater one. */
  readonly generation: number;
  /** When the last request to start, stop or restart it was made. RFC 3339. */
  readonly requestedAt: string;
  readonly interfaces: readonly LabInterface[];
  /** Null until somebody laid it out. */
  readonly position: Position | null;
  /** Null: the image as it is. */
  readonly config: ContainerConfig | null;
  readonly createdAt: string;
}

/** One attachment of a container to a network. */
export interface LabInterface {
  readonly networkId: string;
  readonly ipv4Address: string;
  readonly ipv6Address: string | null;
  /** Derived from network and address, so that peers' ARP entries stay right after a restart. */
  readonly macAddress: string;
}
