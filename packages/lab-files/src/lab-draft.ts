import type {
  ContainerFile,
  ContainerSysctl,
  ContainerVariable,
  LinkQuality,
  Position,
} from '@pineapple/core';

/** A network as a file describes it. Without subnets it is plain: layer 2 only. */
export interface DraftNetwork {
  readonly name: string;
  readonly ipv4Subnet: string | null;
  readonly ipv6Subnet: string | null;
  readonly internet: boolean;
  /** In bytes. */
  readonly mtu: number;
  readonly position: Position | null;
  /** Line in the main file, from 1; null if unknown. */
  readonly line: number | null;
}

export interface DraftInterface {
  /** Name of a network of the draft. */
  readonly network: string;
  /** Null for the next free one of eth0, eth1 and so on. */
  readonly name: string | null;
  readonly macAddress: string | null;
  readonly ipv4Address: string | null;
  readonly ipv6Address: string | null;
  /** Whether it gets free addresses for those that were not given. */
  readonly addressed: boolean;
  /** Absent for a perfect link. */
  readonly quality?: LinkQuality;
}

/** A container as a file describes it. */
export interface DraftNode {
  /** A valid host name, unique in the draft. */
  readonly name: string;
  /** Name of an image of the catalogue. */
  readonly image: string;
  readonly interfaces: readonly DraftInterface[];
  readonly files: readonly ContainerFile[];
  readonly sysctls: readonly ContainerSysctl[];
  readonly env: readonly ContainerVariable[];
  /** Replaces the image's program; null for the image's own. */
  readonly command: readonly string[] | null;
  /** Whom its program runs as; null for the image's user. */
  readonly user: string | null;
  /** Where its program begins; null for the image's folder. */
  readonly workingDir: string | null;
  /** Commands that run in order after the links are up, without a shell. */
  readonly exec: readonly string[];
  /** `automatic`, `none`, or the IPv4 address of a router. */
  readonly gateway: string;
  readonly position: Position | null;
  /** Line in the main file, from 1; null if unknown. */
  readonly line: number | null;
}

/** A lab that was read from files: names instead of ids, and nothing checked yet against the rules and limits of labs. */
export interface LabDraft {
  readonly name: string;
  /** What to do in it, shown beside its canvas. */
  readonly instructions: string | null;
  /** Whether its owner wants it on several hosts even if one has the capacity. */
  readonly spread: boolean;
  readonly networks: readonly DraftNetwork[];
  readonly nodes: readonly DraftNode[];
}

/** A network as links of other formats are: plain. */
export function plainNetwork(name: string, line: number | null, mtu: number): DraftNetwork {
  return { name, ipv4Subnet: null, ipv6Subnet: null, internet: false, mtu, position: null, line };
}
