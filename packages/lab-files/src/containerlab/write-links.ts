import { defaultMtu, freeLabel } from '@pineapple/core';
import type { DraftInterface, DraftNetwork, LabDraft } from '../lab-draft.ts';
import type { Notes, Place } from '../notes.ts';
import { labelNames } from './label-names.ts';
import { positionLabels } from './position-labels.ts';

/** So that the interfaces of a bridge, such as `lan-12`, are at most 15 bytes long. */
const longestBridge = 11;

interface Topology {
  /** The bridges by their names in the topology. */
  readonly nodes: Readonly<Record<string, object>>;
  readonly links: readonly object[];
}

interface End {
  readonly node: string;
  readonly link: DraftInterface;
}

/** Writes each network with two interfaces as a link, and every other one as a bridge with a link for each interface. */
export function writeLinks({ networks, nodes }: LabDraft, place: Place, notes: Notes): Topology {
  const taken = nodes.map(({ name }) => name);
  const bridges: Record<string, object> = {};
  const links: object[] = [];
  for (const network of networks) {
    const ends = nodes.flatMap(({ name, interfaces }): End[] =>
      interfaces.filter((link) => link.network === network.name).map((link) => ({ node: name, link })),
    );
    const [first, second, third] = ends;
    if (first !== undefined && second !== undefined && third === undefined) {
      links.push(cable(network, first, second));
      continue;
    }
    const bridge = bridgeName(network.name, taken);
    taken.push(bridge);
    bridges[bridge] = { kind: 'bridge', ...withLabels(labelsOf(network, bridge)) };
    noteBridge(network, bridge, ends.length, place, notes);
    for (const [index, end] of ends.entries()) {
      links.push(linkOf([end, { node: bridge, name: `${bridge}-${index + 1}` }], network.mtu, {}));
    }
  }
  return { nodes: bridges, links };
}

function noteBridge(
  { name, mtu }: DraftNetwork,
  bridge: string,
  ends: number,
  place: Place,
  notes: Notes,
): void {
  const make = `Make it on the host first: ip link add ${bridge} type bridge && ip link set ${bridge} up.`;
  notes.info(
    place,
    `Network '${name}' becomes the bridge '${bridge}', which containerlab does not make. ${make}`,
  );
  if (ends === 0 && mtu !== defaultMtu)
    notes.warn(place, `The MTU ${mtu} of network '${name}' is left out. It has no links.`);
}

function cable(network: DraftNetwork, first: End, second: End): object {
  return linkOf([first, second], network.mtu, labelsOf(network, `${first.node}-${second.node}`));
}

type LinkEnd = End | { readonly node: string; readonly name: string };

/** In the brief form where that says all. */
function linkOf(ends: readonly [LinkEnd, LinkEnd], mtu: number, labels: object): object {
  const written = ends.map((end) => {
    if (!('link' in end)) return { node: end.node, interface: end.name, mac: null };
    return { node: end.node, interface: end.link.name ?? '', mac: end.link.macAddress };
  });
  if (written.every(({ mac }) => mac === null) && Object.keys(labels).length === 0) {
    return { endpoints: written.map(({ node, interface: name }) => `${node}:${name}`), mtu };
  }
  return {
    type: 'veth',
    endpoints: written.map(({ mac, ...end }) => ({ ...end, ...(mac !== null && { mac }) })),
    mtu,
    ...withLabels(labels),
  };
}

/** The labels of a network that is read with another name, or that has a position. */
function labelsOf({ name, position }: DraftNetwork, otherwise: string): object {
  return { ...(name !== otherwise && { [labelNames.network]: name }), ...positionLabels(position) };
}

function withLabels(labels: object): object {
  return Object.keys(labels).length === 0 ? {} : { labels };
}

function bridgeName(network: string, taken: readonly string[]): string {
  return freeLabel(network.length > longestBridge || taken.includes(network) ? 'br-1' : network, taken);
}
