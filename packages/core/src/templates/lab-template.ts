import type { ContainerConfig } from '../settings/container-config.ts';
import type { Position } from '../lab-nodes.ts';

interface TemplateNetwork {
  readonly name: string;
  readonly ipv4Subnet: string;
  readonly internet?: boolean;
  readonly position: Position;
}

export interface TemplateContainer {
  readonly name: string;
  readonly image: string;
  readonly position: Position;
  /** First to last: eth0, eth1, … */
  readonly interfaces: readonly { readonly network: string; readonly ipv4Address: string }[];
  readonly config?: Partial<ContainerConfig>;
}

/** A preconfigured lab that a new lab can start from. Networks and containers refer to each other by name. */
export interface LabTemplate {
  /** A lower-case label, the `template` argument of createLab. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** What to do in a lab made of it. A line that begins with `$ ` is a command. */
  readonly instructions: string;
  readonly networks: readonly TemplateNetwork[];
  readonly containers: readonly TemplateContainer[];
}
