import type { ContainerConfig } from '../container-config.ts';
import type { Position } from '../lab-nodes.ts';

export interface TemplateNetwork {
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

/** A lab that one can begin with. Networks and containers go by their names. */
export interface LabTemplate {
  /** A lower-case label; what createLab takes. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly networks: readonly TemplateNetwork[];
  readonly containers: readonly TemplateContainer[];
}
