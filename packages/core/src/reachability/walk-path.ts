import { parseIpAddress } from '../addressing/ip-address.ts';
import { findRoute, isSameAddress } from './find-route.ts';
import { hasAddress, interfaceOf, type LabFacts, type Place } from './lab-facts.ts';
import type { InterfaceFacts, NodeFacts, RouteFacts } from './node-facts.ts';
import type { ReachFinding, ReachHop } from './reach-verdict.ts';

/** The way of a packet as the tables send it. */
export interface Walk {
  readonly hops: readonly ReachHop[];
  /** Why it ends before the target; null when it arrives. */
  readonly problem: ReachFinding | null;
  /** The address that it is sent from; null if it never leaves. */
  readonly source: string | null;
  /** A next hop whose address another interface has too; null if there is none. */
  readonly duplicate: ReachFinding | null;
}

interface Packet {
  readonly to: string;
  /** Null until the first container chose it. */
  readonly source: string | null;
}

const mostHops = 64;

/** Follows a packet from a container to an address. @param source the address it is sent from, if that is known */
export function walkPath(lab: LabFacts, from: string, to: string, source: string | null = null): Walk {
  const hops: ReachHop[] = [];
  let duplicate: ReachFinding | null = null;
  let packet: Packet = { to, source };
  let here: { readonly node: NodeFacts; readonly came: InterfaceFacts | null } | null = startAt(lab, from);
  while (here !== null) {
    const { node, came } = here;
    const inside = arrive(node, came, packet);
    const arrived = inside === null && hasAddress(node, to);
    const hop = { containerId: node.containerId, name: node.name, inInterface: came?.name ?? null };
    if (inside !== null || arrived) {
      hops.push({ ...hop, outInterface: null, networkId: null });
      return { hops, problem: inside, source: packet.source, duplicate };
    }
    const left = leave(lab, node, came, packet);
    hops.push({ ...hop, outInterface: left.out?.name ?? null, networkId: left.out?.networkId ?? null });
    if ('problem' in left) return { hops, problem: left.problem, source: packet.source, duplicate };
    packet = { to, source: packet.source ?? sourceAddress(left.out, to, left.via) };
    const { next } = left;
    duplicate ??= left.duplicate;
    const isLoop = hops.some(
      (each) => each.containerId === next.node.containerId && each.inInterface === next.interface.name,
    );
    if (isLoop || hops.length >= mostHops)
      return { hops, problem: loop(next.node, to), source: packet.source, duplicate };
    here = { node: next.node, came: next.interface };
  }
  return { hops, problem: null, source: packet.source, duplicate };
}

function startAt(lab: LabFacts, from: string) {
  const node = lab.nodes.get(from);
  return node ? { node, came: null } : null;
}

/** What stops a packet as it comes in. */
function arrive(node: NodeFacts, came: InterfaceFacts | null, { to, source }: Packet): ReachFinding | null {
  if (!node.running) return finding('NOT_RUNNING', node, null, `${node.name} does not run.`, []);
  if (came === null) return null;
  const six = parseIpAddress(to)?.family === 6;
  if (!six && source !== null && came.rpFilter > 0) {
    const back = findRoute(node, source);
    const isRefused = back === null || (came.rpFilter === 1 && back.dev !== came.name);
    if (isRefused) {
      const route =
        back === null ? `has no route to ${source}` : `has its route to ${source} by ${back.dev ?? '?'}`;
      return finding(
        'REVERSE_PATH',
        node,
        came.name,
        `${node.name} drops packets from ${source} on ${came.name}, because its route back is another and its reverse path filter is ${came.rpFilter === 1 ? 'strict' : 'loose'}.`,
        [`${node.name} ${route}`, `${node.name}: rp_filter of ${came.name} is ${came.rpFilter}`],
      );
    }
  }
  if (hasAddress(node, to) || (six ? came.forwards.ipv6 : came.forwards.ipv4)) return null;
  const setting = six ? 'net.ipv6.conf.all.forwarding' : 'net.ipv4.ip_forward';
  const sentence = `${node.name} does not forward: a packet to ${to} comes in by ${came.name} and ends there.`;
  return finding('NOT_FORWARDING', node, came.name, sentence, [
    `${node.name}: forwarding is off (${setting})`,
    `${node.name} does not have ${to}`,
  ]);
}

type Left =
  | {
      readonly out: InterfaceFacts;
      readonly via: string;
      readonly next: Place;
      readonly duplicate: ReachFinding | null;
    }
  | { readonly out: InterfaceFacts | null; readonly problem: ReachFinding };

/** Where a container sends a packet. */
function leave(lab: LabFacts, node: NodeFacts, came: InterfaceFacts | null, { to }: Packet): Left {
  const route = findRoute(node, to);
  const at = came?.name ?? null;
  if (route === null) {
    const known = node.routes.filter(({ family }) => family === parseIpAddress(to)?.family);
    const evidence = `${node.name} has ${
      known.length === 0
        ? 'no routes'
        : `routes to ${known
            .slice(0, 8)
            .map(({ destination }) => destination)
            .join(', ')} only`
    }`;
    return {
      out: null,
      problem: finding('NO_ROUTE', node, at, `${node.name} has no route to ${to}.`, [evidence]),
    };
  }
  const said = `${node.name}: ${routeText(route)}`;
  if (route.type !== 'unicast') {
    const sentence = `${node.name} has a ${route.type} route for ${to}.`;
    return { out: null, problem: finding('NO_ROUTE', node, at, sentence, [said]) };
  }
  const out = interfaceOf(node, route.dev);
  if (out === null || !out.up || !out.carrier) {
    const name = route.dev ?? 'its interface';
    const why = out?.up === false ? 'is set down' : 'has no carrier: its other end is down or unplugged';
    const sentence = `${name} of ${node.name} is down, and the route to ${to} goes by it.`;
    const evidence = [said, `${node.name}: ${name} ${why}`];
    const unplugged = out?.up === true ? lab.downOn(out.networkId, node.containerId) : null;
    if (unplugged === null) return { out, problem: finding('LINK_DOWN', node, name, sentence, evidence) };
    const cause = `The link of ${unplugged.node.name} to ${lab.networkName(unplugged.interface.networkId)} is down.`;
    const problem = finding('LINK_DOWN', unplugged.node, unplugged.interface.name, cause, evidence);
    return { out, problem };
  }
  if (out.networkId === null) {
    const sentence = `${node.name} sends to ${to} by ${out.name}, which is not an interface of the lab.`;
    return { out, problem: finding('OUTSIDE', node, out.name, sentence, [said]) };
  }
  const via = route.via ?? to;
  return nextHop(lab, { node, out, networkId: out.networkId, via, said });
}

interface Leaving {
  readonly node: NodeFacts;
  readonly out: InterfaceFacts;
  readonly networkId: string;
  readonly via: string;
  readonly said: string;
}

const deadStates: readonly string[] = ['FAILED', 'INCOMPLETE'];

function nextHop(lab: LabFacts, { node, out, networkId, via, said }: Leaving): Left {
  const known = node.neighbours.find((each) => each.dev === out.name && isSameAddress(each.address, via));
  const network = lab.networkName(networkId);
  const byMac =
    known?.mac && !deadStates.includes(known.state) ? lab.holderOfMac(networkId, known.mac) : null;
  const [owner = null, ...others] = lab.holders(networkId, via);
  const holder = byMac ?? owner;
  const asks = via.includes(':') ? 'neighbour discovery' : 'ARP';
  const entry = known
    ? `${node.name}: neighbour ${via} on ${out.name} is ${known.state}`
    : `${node.name} has no neighbour entry for ${via}`;
  if (holder === null) {
    const stopped = lab.stoppedHolder(networkId, via);
    if (stopped) {
      const sentence = `${stopped.name} has ${via} on ${network}, and does not run.`;
      return { out, problem: finding('NOT_RUNNING', stopped, null, sentence, [said, entry]) };
    }
    const sentence = `No container on ${network} has ${via}, so ${node.name} gets no answer to its ${asks}.`;
    return { out, problem: finding('NEIGHBOUR_UNANSWERED', node, out.name, sentence, [said, entry]) };
  }
  const there = holder.interface;
  if (!there.up || !there.carrier) {
    const sentence = `${there.name} of ${holder.node.name}, which has ${via} on ${network}, is down.`;
    const evidence = [
      said,
      `${holder.node.name}: ${there.name} ${there.up ? 'has no carrier' : 'is set down'}`,
      entry,
    ];
    return { out, problem: finding('LINK_DOWN', holder.node, there.name, sentence, evidence) };
  }
  const isWrongMac = known?.state === 'PERMANENT' && known.mac !== there.mac;
  if ((known && deadStates.includes(known.state)) || isWrongMac) {
    const sentence = isWrongMac
      ? `${node.name} has a fixed neighbour entry for ${via} with the MAC address ${known.mac ?? '?'}, which ${holder.node.name} does not have.`
      : `${holder.node.name} has ${via} on ${network}, but does not answer the ${asks} of ${node.name}.`;
    const problem = finding('NEIGHBOUR_UNANSWERED', node, out.name, sentence, [said, entry]);
    return { out, problem: known?.state === 'INCOMPLETE' ? { ...problem, mayPass: true } : problem };
  }
  const other = others.find((each) => each.interface.up && each.interface.carrier);
  const duplicate =
    owner === null || other === undefined ? null : duplicated(owner, other, `${via} on ${network}`, entry);
  return { out, via, next: holder, duplicate };
}

function duplicated(owner: Place, other: Place, what: string, entry: string): ReachFinding {
  const sentence = `${owner.node.name} and ${other.node.name} both have ${what}: packets go to the one that answers first.`;
  return finding('DUPLICATE_ADDRESS', other.node, other.interface.name, sentence, [
    ...[owner, other].map(
      ({ node, interface: { name, mac } }) => `${node.name}: ${name} has ${what}, MAC address ${mac ?? '?'}`,
    ),
    entry,
  ]);
}

/** The address that a container sends from: one in the next hop's subnet if it can, never one of the link only. */
function sourceAddress({ addresses }: InterfaceFacts, to: string, via: string): string | null {
  const family = parseIpAddress(to)?.family;
  const fitting = addresses.filter(
    ({ address }) => parseIpAddress(address)?.family === family && !address.startsWith('fe80:'),
  );
  const near = fitting.find((each) => findRoute({ routes: [asRoute(each, family ?? 4)] }, via) !== null);
  return (near ?? fitting[0])?.address ?? null;
}

function asRoute({ address, prefixLength }: InterfaceFacts['addresses'][number], family: 4 | 6): RouteFacts {
  const destination = `${address}/${prefixLength}`;
  return { family, destination, type: 'unicast', via: null, dev: null, metric: 0 };
}

function loop(node: NodeFacts, to: string): ReachFinding {
  const sentence = `Packets to ${to} go in a circle: they come back to ${node.name}.`;
  return finding('LOOP', node, null, sentence, []);
}

function routeText({ destination, via, dev, type }: RouteFacts): string {
  const kind = type === 'unicast' ? '' : `${type} `;
  return `${kind}${destination}${via === null ? '' : ` via ${via}`}${dev === null ? '' : ` dev ${dev}`}`;
}

function finding(
  verdict: ReachFinding['verdict'],
  node: NodeFacts,
  name: string | null,
  sentence: string,
  evidence: readonly string[],
): ReachFinding {
  return { verdict, sentence, evidence, containerId: node.containerId, interface: name };
}
