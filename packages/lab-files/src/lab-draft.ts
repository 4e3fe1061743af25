import type {
  Annotation,
  ContainerFile,
  ContainerPort,
  ContainerSysctl,
  ContainerVariable,
  LabComment,
  LinkQuality,
  Position,
  StaticRoute,
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

/** Another container of the draft that a container waits for at every start. */
export interface DraftDependency {
  readonly container: string;
  readonly until: 'RUNNING' | 'READY';
}

/** A file of a container. */
export interface DraftFile extends ContainerFile {
  /** What is stored, for a file that is binary or large. */
  readonly bytes?: Uint8Array;
}

/** A container as a file describes it. */
export interface DraftNode {
  /** A valid host name, unique in the draft. */
  readonly name: string;
  /** Name of an image of the catalogue. */
  readonly image: string;
  readonly interfaces: readonly DraftInterface[];
  readonly files: readonly DraftFile[];
  readonly sysctls: readonly ContainerSysctl[];
  readonly env: readonly ContainerVariable[];
  /** Replaces the image's entrypoint, and has its command count no more; null for the image's own. */
  readonly entrypoint: readonly string[] | null;
  /** Replaces the image's program; null for the image's own. */
  readonly command: readonly string[] | null;
  /** Whom its program runs as; null for the image's user. */
  readonly user: string | null;
  /** Where its program begins; null for the image's folder. */
  readonly workingDir: string | null;
  /** Commands that run in order after the links are up, without a shell. */
  readonly exec: readonly string[];
  readonly waitFor: readonly DraftDependency[];
  /** Commands that run in order before it stops, without a shell. */
  readonly onStop: readonly string[];
  /** Null for the site's limit. */
  readonly cpus: number | null;
  /** Null for the site's limit. */
  readonly memoryMb: number | null;
  /** The ports that are offered. */
  readonly ports: readonly ContainerPort[];
  /** `automatic`, `none`, or the IPv4 address of a router. */
  readonly gateway: string;
  /** Static routes. Other formats than ours have commands for them. */
  readonly routes: readonly StaticRoute[];
  readonly position: Position | null;
  /** Line in the main file, from 1; null if unknown. */
  readonly line: number | null;
}

/** A note or a frame as a file describes it. */
export interface DraftAnnotation extends Omit<Annotation, 'id' | 'createdAt'> {
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
  /** On the canvas, from the back to the front. Formats other than ours have none. */
  readonly annotations: readonly DraftAnnotation[];
  /** Of a file of ours, with the names of networks and containers. Absent without any, and in other formats. */
  readonly comments?: readonly LabComment[];
}

/** A network as links of other formats are: plain. */
export function plainNetwork(name: string, line: number | null, mtu: number): DraftNetwork {
  return { name, ipv4Subnet: null, ipv6Subnet: null, internet: false, mtu, position: null, line };
}
