import type { ContainerPhase } from '../../../generated/graphql.ts';
import type { Lab } from '../workspace/lab-changes.ts';
import type { Point } from './layout/node-sizes.ts';

export type Container = Lab['containers'][number];
export type Network = Lab['networks'][number];

/** A lab of which only what the canvas shows matters. */
export type LabOnCanvas = Pick<Lab, 'networks' | 'containers'>;

export interface ContainerNode {
  readonly kind: 'container';
  readonly id: string;
  readonly container: Container;
  /** Where somebody put it; null while nobody has. */
  readonly position: Point | null;
}
export interface NetworkNode {
  readonly kind: 'network';
  readonly id: string;
  readonly network: Network;
  readonly attached: number;
  readonly position: Point | null;
}
export type CanvasNode = ContainerNode | NetworkNode;

/** Whether traffic can pass: `coming` until the host has attached it, `down` while the container does not run. */
export type WireState = 'up' | 'coming' | 'down';

/** One interface: a wire from a container to a network. */
export interface Wire {
  readonly id: string;
  readonly containerId: string;
  readonly networkId: string;
  readonly name: string;
  readonly address: string | null;
  readonly state: WireState;
  /** Which of the container's interfaces it is, and of how many. */
  readonly port: number;
  readonly ports: number;
}

export interface CanvasLab {
  readonly nodes: ReadonlyMap<string, CanvasNode>;
  readonly wires: ReadonlyMap<string, Wire>;
}

export const emptyCanvas: CanvasLab = { nodes: new Map(), wires: new Map() };

export function wireId(containerId: string, networkId: string): string {
  return `${containerId}~${networkId}`;
}

/**
 * What the canvas shows of a lab. Whatever did not change is the very object from before, so that news of one
 * container renders one node.
 */
export function mapLab(lab: LabOnCanvas, before: CanvasLab = emptyCanvas): CanvasLab {
  const nodes = new Map<string, CanvasNode>();
  const wires = new Map<string, Wire>();
  const known = new Set(lab.networks.map(({ id }) => id));
  const attached = new Map<string, number>();

  for (const container of lab.containers) {
    const interfaces = container.interfaces.filter(({ network }) => known.has(network.id));
    const state = wireStates[container.readiness.phase];
    for (const [port, { network, name, ipv4Address, macAddress }] of interfaces.entries()) {
      attached.set(network.id, (attached.get(network.id) ?? 0) + 1);
      const id = wireId(container.id, network.id);
      const wire: Wire = {
        id,
        containerId: container.id,
        networkId: network.id,
        name,
        address: ipv4Address,
        // Drawn ahead of the API's answer, which brings the MAC address.
        state: macAddress === null ? 'coming' : state,
        port,
        ports: interfaces.length,
      };
      wires.set(id, keep(before.wires.get(id), wire));
    }
  }
  for (const network of lab.networks) {
    const { id, position } = network;
    const node: NetworkNode = { kind: 'network', id, network, attached: attached.get(id) ?? 0, position };
    nodes.set(id, keep(before.nodes.get(id), node));
  }
  for (const container of lab.containers) {
    const { id, position } = container;
    nodes.set(id, keep(before.nodes.get(id), { kind: 'container', id, container, position }));
  }
  return { nodes, wires };
}

const wireStates: Readonly<Record<ContainerPhase, WireState>> = {
  PENDING: 'coming',
  CREATED: 'coming',
  CONNECTED: 'up',
  RUNNING: 'up',
  READY: 'up',
  STOPPING: 'down',
  STOPPED: 'down',
  FAILED: 'down',
  LOST: 'down',
  DELETING: 'down',
  DELETED: 'down',
};

/** The old object if the new one says the same. */
function keep<T extends object>(before: T | undefined, now: T): T {
  if (!before) return now;
  const keys = Object.keys(now) as (keyof T)[];
  return keys.every((key) => before[key] === now[key]) ? before : now;
}
