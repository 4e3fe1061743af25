import type { ContainerPhase } from '../../../generated/graphql.ts';
import { describeQuality, qualityOf } from '../link/link-words.ts';
import type { Annotation, Container, Lab, Network } from '../model/lab.ts';
import { addressesOf } from '../network/addresses-of.ts';
import type { Point } from './layout/geometry.ts';

/** The part of a lab that the canvas shows. */
export type LabOnCanvas = Pick<Lab, 'networks' | 'containers'> & Partial<Pick<Lab, 'annotations'>>;

export interface ContainerNode {
  readonly kind: 'container';
  readonly id: string;
  readonly container: Container;
  /** The saved position; null until the node is moved. */
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

/**
 * Whether traffic can pass: `coming` until the host has attached the interface, `down` while the container is not running
 * or the link is down.
 */
type ConnectorState = 'up' | 'coming' | 'down';

/** The line of one interface, from a container to a network. */
export interface Connector {
  readonly id: string;
  readonly containerId: string;
  readonly networkId: string;
  readonly containerName: string;
  readonly networkName: string;
  /** The name of the interface. */
  readonly name: string;
  /** Every address in one line; empty if the interface has none. */
  readonly addresses: string;
  /** The first address, or the name of the interface if it has none. */
  readonly label: string;
  readonly state: ConnectorState;
  /** What the link does to frames, in a few words; null for a perfect link. */
  readonly quality: string | null;
}

export interface CanvasLab {
  readonly nodes: ReadonlyMap<string, CanvasNode>;
  readonly connectors: ReadonlyMap<string, Connector>;
  /** Notes and frames, from the back to the front. */
  readonly annotations: ReadonlyMap<string, Annotation>;
}

export const emptyCanvas: CanvasLab = { nodes: new Map(), connectors: new Map(), annotations: new Map() };

export function connectorId(containerId: string, networkId: string): string {
  return `${containerId}~${networkId}`;
}

/**
 * The nodes and connectors of a lab. Unchanged ones keep their identity, so that a change of one container renders one
 * node.
 */
export function mapLab(lab: LabOnCanvas, before: CanvasLab = emptyCanvas): CanvasLab {
  const nodes = new Map<string, CanvasNode>();
  const connectors = new Map<string, Connector>();
  const known = new Set(lab.networks.map(({ id }) => id));
  const attached = new Map<string, number>();

  for (const container of lab.containers) {
    const interfaces = container.interfaces.filter(({ network }) => known.has(network.id));
    const state = connectorStates[container.readiness.phase];
    for (const link of interfaces) {
      const { network, name, ipv4Address, ipv6Address, macAddress, linkUp } = link;
      attached.set(network.id, (attached.get(network.id) ?? 0) + 1);
      const id = connectorId(container.id, network.id);
      const connector: Connector = {
        id,
        containerId: container.id,
        networkId: network.id,
        containerName: container.name,
        networkName: network.name,
        name,
        addresses: addressesOf(link).join(', '),
        label: ipv4Address ?? ipv6Address ?? name,
        // Without a MAC address the API has not answered yet.
        state: macAddress === null ? 'coming' : linkUp ? state : 'down',
        quality: describeQuality(qualityOf(link)),
      };
      connectors.set(id, keep(before.connectors.get(id), connector));
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
  const annotations = new Map(
    (lab.annotations ?? []).map((one) => [one.id, keep(before.annotations.get(one.id), one)]),
  );
  return { nodes, connectors, annotations };
}

const connectorStates: Readonly<Record<ContainerPhase, ConnectorState>> = {
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

/** The texts at a connector from the longest to the shortest: there may not be room for all. */
export function textsOf({ name, label, quality }: Connector): string[] {
  const texts = label === name ? [name] : [`${name} ${label}`, label];
  // The quality matters more than the address, which is in the inspector too.
  return quality === null ? texts : [...texts.map((text) => `${text} · ${quality}`), quality];
}

/** What a selected connector says about its ends. */
export function describeEnds({ containerName, networkName, name, addresses, quality }: Connector): string {
  const link = quality === null ? '' : `(${quality})`;
  return [containerName, name, addresses, '–', networkName, link].filter((part) => part !== '').join(' ');
}

/** The old object if it equals the new one. */
function keep<T extends object>(before: T | undefined, now: T): T {
  if (!before) return now;
  const keys = Object.keys(now) as (keyof T)[];
  return keys.every((key) => before[key] === now[key]) ? before : now;
}
