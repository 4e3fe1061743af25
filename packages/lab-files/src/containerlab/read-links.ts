import { checkMtu, defaultMtu, quoted } from '@pineapple/core';
import { HostNames } from '../host-names.ts';
import { type DraftInterface, type DraftNetwork, plainNetwork } from '../lab-draft.ts';
import type { Notes } from '../notes.ts';
import type { YamlView } from '../yaml/yaml-view.ts';
import { labelNames } from './label-names.ts';
import { readPosition } from './position-labels.ts';
import { checkName, type Endpoint, readEndpoint } from './read-endpoint.ts';

export interface LinkNodes {
  /** The host names of the nodes that become containers, by their names in the file. */
  readonly containers: ReadonlyMap<string, string>;
  /** The bridges by name, which become networks. */
  readonly bridges: ReadonlyMap<string, YamlView>;
  /** The names of nodes that are left out. */
  readonly absent: ReadonlySet<string>;
}

interface Links {
  readonly networks: readonly DraftNetwork[];
  /** By the node's name in the file. */
  readonly interfaces: ReadonlyMap<string, readonly DraftInterface[]>;
}

/** Endpoints that stand for something outside the lab. */
const outside = new Set(['host', 'mgmt-net', 'macvlan', 'vxlan', 'vxlan-stitch']);
/** Links whose endpoints are both nodes of the lab, and one with a single end. */
const wired = new Set(['veth', 'dummy']);

/** Makes a plain network of each link, and one of each bridge with all its links. */
export function readLinks(links: YamlView, nodes: LinkNodes, notes: Notes): Links {
  const names = new HostNames('network', notes);
  const bridges = networksOfBridges(nodes, names);
  const networks = new Map([...bridges.values()].map((network) => [network.name, network]));
  /** The bridges that have a link with an MTU. */
  const sized = new Set<string>();
  const interfaces = new Map<string, DraftInterface[]>();
  let unsized: YamlView | null = null;
  for (const link of links.items()) {
    const ends = readEnds(link, nodes, notes);
    if (ends === null) continue;
    const bridge = ends.find(({ node }) => bridges.has(node))?.node;
    const chosen = readMtu(link.get('mtu'), notes);
    if (chosen === null) unsized ??= link;
    const containers = ends.filter(({ node }) => nodes.containers.has(node));
    const network = bridges.get(bridge ?? '') ?? newNetwork(containers, nodes, link, names);
    // The smallest MTU of a bridge's links is what all of them carry.
    const known = sized.has(network.name) ? networks.get(network.name) : undefined;
    const mtu = Math.min(chosen ?? Infinity, known?.mtu ?? Infinity);
    networks.set(network.name, { ...network, mtu: mtu === Infinity ? defaultMtu : mtu });
    if (chosen !== null) sized.add(network.name);
    for (const end of containers) attach(end, network.name, interfaces, notes);
  }
  if (unsized !== null) {
    const message = `Links without an MTU have ${defaultMtu} bytes here, and 9500 in containerlab. Give mtu for another number.`;
    notes.info(unsized.place, message);
  }
  return { networks: [...networks.values()], interfaces };
}

function networksOfBridges({ bridges }: LinkNodes, names: HostNames): ReadonlyMap<string, DraftNetwork> {
  return new Map(
    [...bridges].map(([name, view]) => {
      const label = view.get('labels').get(labelNames.network).text();
      const network = plainNetwork(names.add(label ?? name, view.place), view.line, defaultMtu);
      return [name, { ...network, position: readPosition(new Map(view.get('labels').entries())) }];
    }),
  );
}

function newNetwork(
  ends: readonly Endpoint[],
  { containers }: LinkNodes,
  link: YamlView,
  names: HostNames,
): DraftNetwork {
  const labels = link.get('labels');
  const name =
    labels.get(labelNames.network).text() ?? ends.map(({ node }) => containers.get(node) ?? node).join('-');
  const position = readPosition(new Map(labels.entries()));
  return { ...plainNetwork(names.choose(name), link.line, defaultMtu), position };
}

/** The ends of a link that is made; null with a note for one that is not. */
function readEnds(link: YamlView, nodes: LinkNodes, notes: Notes): readonly Endpoint[] | null {
  const type = link.get('type').text() ?? 'veth';
  if (!wired.has(type)) {
    notes.warn(link.place, `A link of type ${quoted(type)} is left out. It leads out of the lab.`);
    return null;
  }
  const written = type === 'dummy' ? [link.get('endpoint')] : link.get('endpoints').items();
  if (written.length !== (type === 'dummy' ? 1 : 2)) {
    notes.error(link.place, 'The link has no two endpoints. Write endpoints: ["r1:eth1", "r2:eth1"].');
    return null;
  }
  const ends = written.map((view) => readEndpoint(view, notes));
  if (!ends.every((end) => end !== null)) return null;
  for (const field of ['ipv4', 'ipv6']) {
    if (!link.get(field).exists) continue;
    notes.warn(link.get(field).place, `'${field}' of the link is left out. Set addresses with exec.`);
  }
  const foreign = ends.find(({ node }) => outside.has(node) || nodes.absent.has(node));
  if (foreign !== undefined) {
    const message = `The link to ${quoted(foreign.node)} is left out. It leads out of the lab.`;
    notes.warn(link.place, message);
    return null;
  }
  const missing = ends.filter(({ node }) => !nodes.containers.has(node) && !nodes.bridges.has(node));
  for (const { node, view } of missing) {
    notes.error(view.place, `There is no node ${quoted(node)}. Add it to nodes, or correct the endpoint.`);
  }
  if (missing.length > 0) return null;
  return refuseSelf(ends, link, nodes, notes) ? null : ends;
}

/** Links that no network of a lab can be: with both ends at one node, or at two bridges. */
function refuseSelf(
  ends: readonly Endpoint[],
  link: YamlView,
  { bridges }: LinkNodes,
  notes: Notes,
): boolean {
  if (ends.length < 2) return false;
  if (ends[0]?.node === ends[1]?.node) {
    notes.warn(link.place, `The link of ${quoted(ends[0]?.node ?? '')} with itself is left out.`);
    return true;
  }
  if (!ends.every(({ node }) => bridges.has(node))) return false;
  notes.error(link.place, 'The link joins two bridges. Use one bridge for all their links.');
  return true;
}

function attach(
  end: Endpoint,
  network: string,
  interfaces: Map<string, DraftInterface[]>,
  notes: Notes,
): void {
  const { node, name, macAddress, view } = end;
  const others = interfaces.get(node) ?? [];
  if (!checkName(end, notes)) return;
  if (others.some((other) => other.name === name)) {
    const message = `Node ${quoted(node)} has two interfaces ${quoted(name)}. Give each interface a name of its own.`;
    return notes.error(view.place, message);
  }
  if (others.some((other) => other.network === network)) {
    const message = `The second link of ${quoted(node)} to network '${network}' is left out. A container has one interface on a network.`;
    return notes.warn(view.place, message);
  }
  const link = { network, name, macAddress, ipv4Address: null, ipv6Address: null, addressed: false };
  interfaces.set(node, [...others, link]);
}

function readMtu(view: YamlView, notes: Notes): number | null {
  if (!view.exists) return null;
  const checked = checkMtu(view.number() ?? Number.NaN, { ipv6Subnet: null });
  if (checked.ok) return checked.value;
  notes.error(view.place, checked.error);
  return null;
}
