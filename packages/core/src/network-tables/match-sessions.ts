import { formatIpAddress, type IpAddress, parseIpAddress } from '../addressing/ip-address.ts';
import { subnetContains, subnetOf } from '../addressing/subnet.ts';
import type { AddressRow, SessionProtocol, SessionRow } from './network-tables.ts';

/** A container with a routing daemon, as its host reads it. */
export interface Router {
  readonly containerId: string;
  readonly addresses: readonly Pick<AddressRow, 'interface' | 'address'>[];
  readonly sessions: readonly SessionRow[];
}

/** What the routers of a lab on one host say. */
export interface LabSessions {
  /** When the host read the last of it, in ISO 8601. */
  readonly at: string;
  /** The running containers with a routing daemon, those without a session too. */
  readonly routers: readonly Router[];
  /** How many routers are not followed, because the host follows as many as it may. */
  readonly omitted: number;
}

/** An interface that the lab gives to a container. */
export interface AttachedInterface {
  readonly containerId: string;
  readonly networkId: string;
  /** Null until it is known. */
  readonly name: string | null;
  /** Without prefix length. */
  readonly addresses: readonly string[];
}

/** How a session does: `TWO_WAY` is what two OSPF or OSPFv3 routers keep that are neither designated nor backup. */
export type SessionStatus = 'UP' | 'TWO_WAY' | 'DOWN';

/** One end of a session. */
export interface SessionEnd {
  /** Null for a peer outside the lab. */
  readonly containerId: string | null;
  /** Null while it is not known. */
  readonly address: string | null;
  /** As its daemon calls it: `Full/DR`, `Established`, `Active` … Null if this end does not say. */
  readonly state: string | null;
}

/** A BGP session or an adjacency of OSPF, OSPFv3 or IS-IS of a lab's routers, as both ends see it. */
export interface RoutingSession {
  /** Stays the same while the session's state changes. */
  readonly id: string;
  readonly protocol: SessionProtocol;
  /** The network that both ends have an interface on. Null for a session over several hops. */
  readonly networkId: string | null;
  /** That of the end that is worse off. */
  readonly status: SessionStatus;
  /** In the order of container ids. A peer outside the lab comes last. */
  readonly ends: readonly [SessionEnd, SessionEnd];
}

const worst: readonly SessionStatus[] = ['UP', 'TWO_WAY', 'DOWN'];

/**
 * Joins what routers say about their neighbours into sessions. A neighbour is the container that has its address: as a
 * router reads it, loopback addresses too, or as the lab gives it. Where several have the address, the one on the same
 * network counts.
 */
export function matchSessions(
  routers: readonly Router[],
  interfaces: readonly AttachedInterface[],
): readonly RoutingSession[] {
  const lab = new KnownAddresses(routers, interfaces);
  const sessions = new Map<string, RoutingSession>();
  for (const router of routers)
    for (const row of router.sessions) {
      const session = sessionOf(router, row, lab);
      const other = sessions.get(session.id);
      sessions.set(session.id, other ? join(other, session) : session);
    }
  return [...sessions.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function sessionOf(router: Router, row: SessionRow, lab: KnownAddresses): RoutingSession {
  const { protocol, state } = row;
  const { containerId } = router;
  const written = parseIpAddress(row.address ?? '');
  // FRRouting calls a BGP peer by the interface when it has no address.
  const name = row.interface ?? (written === null ? row.peer : null);
  const via = written === null ? null : localAddress(router, written, row.interface);
  const networkId =
    (name === null ? null : lab.networkOf(containerId, name)) ??
    (via === null ? null : lab.networkOf(containerId, via.interface));
  const address = written === null ? null : formatIpAddress(written);
  const peer =
    address === null ? lab.onlyOther(containerId, networkId) : lab.holder(address, containerId, networkId);
  const own: SessionEnd = { containerId, address: via?.address ?? null, state };
  const far: SessionEnd = {
    containerId: peer,
    address: address ?? (peer === null ? row.peer : null),
    state: null,
  };
  const isFirst = peer === null || containerId < peer;
  const ends = isFirst ? ([own, far] as const) : ([far, own] as const);
  return { id: idOf(protocol, ends, networkId), protocol, networkId, status: statusOf(row), ends };
}

/**
 * Several hops have no address of their own end: FRRouting does not say which it uses. IS-IS has one adjacency on a network,
 * whatever addresses its ends tell each other.
 */
function idOf(
  protocol: SessionProtocol,
  ends: readonly [SessionEnd, SessionEnd],
  networkId: string | null,
): string {
  const isByNetwork = protocol === 'ISIS' && networkId !== null;
  const isDirect = !isByNetwork && ends.every(({ address }) => address !== null);
  const family = ends.some(({ address }) => address?.includes(':')) ? 6 : 4;
  const isOutside = ends[1].containerId === null;
  const parts = ends.map(({ containerId, address }) =>
    [containerId ?? '', isDirect || isOutside ? (address ?? '') : ''].join('@'),
  );
  return [protocol, ...parts, isDirect || isOutside ? '' : (networkId ?? family)].join(' ').trim();
}

function join(one: RoutingSession, other: RoutingSession): RoutingSession {
  const status = worst[Math.max(worst.indexOf(one.status), worst.indexOf(other.status))] ?? 'DOWN';
  const [first, second] = [0, 1].map((index) => {
    const [a, b] = [one.ends[index], other.ends[index]] as [SessionEnd, SessionEnd];
    return { ...a, address: a.address ?? b.address, state: b.state ?? a.state };
  }) as [SessionEnd, SessionEnd];
  return { ...one, status, ends: [first, second] };
}

function statusOf({ protocol, state, up }: SessionRow): SessionStatus {
  if (up) return 'UP';
  const isOspf = protocol === 'OSPF' || protocol === 'OSPFV3';
  return isOspf && /^(2-?|two)way\/DROther$/i.test(state) ? 'TWO_WAY' : 'DOWN';
}

/** The router's own address in the subnet of a peer; null if the peer is not next to it. */
function localAddress(
  { addresses }: Router,
  peer: IpAddress,
  name: string | null,
): { readonly interface: string; readonly address: string } | null {
  for (const row of addresses) {
    const [text = '', length = ''] = row.address.split('/');
    const own = parseIpAddress(text);
    if (own?.family !== peer.family || (name !== null && row.interface !== name)) continue;
    // The address of a loopback interface has no neighbours.
    if (Number(length) === (own.family === 4 ? 32 : 128)) continue;
    if (subnetContains(subnetOf(own, Number(length)), peer))
      return { interface: row.interface, address: formatIpAddress(own) };
  }
  return null;
}

/** Who has which address, and who is on which network. */
class KnownAddresses {
  readonly #holders = new Map<string, { containerId: string; networkId: string | null }[]>();
  readonly #interfaces: readonly AttachedInterface[];

  constructor(routers: readonly Router[], interfaces: readonly AttachedInterface[]) {
    this.#interfaces = interfaces;
    for (const { containerId, networkId, addresses } of interfaces)
      for (const address of addresses) this.#add(address, containerId, networkId);
    for (const { containerId, addresses } of routers)
      for (const { address, interface: name } of addresses)
        this.#add(address.split('/')[0] ?? '', containerId, this.networkOf(containerId, name));
  }

  /** The network of an interface. One for a VLAN, such as `eth0.10`, is on that of its parent. */
  networkOf(containerId: string, name: string): string | null {
    const own = this.#interfaces.filter((each) => each.containerId === containerId);
    const found =
      own.find((each) => each.name === name) ?? own.find((each) => each.name === name.split('.')[0]);
    return found?.networkId ?? null;
  }

  holder(address: string, except: string, networkId: string | null): string | null {
    const holders = (this.#holders.get(address) ?? []).filter(({ containerId }) => containerId !== except);
    const near = holders.find((each) => networkId !== null && each.networkId === networkId);
    return (near ?? holders[0])?.containerId ?? null;
  }

  /** The other container of a network with two. */
  onlyOther(containerId: string, networkId: string | null): string | null {
    if (networkId === null) return null;
    const others = this.#interfaces.filter(
      (each) => each.networkId === networkId && each.containerId !== containerId,
    );
    return others.length === 1 ? (others[0]?.containerId ?? null) : null;
  }

  #add(text: string, containerId: string, networkId: string | null): void {
    const parsed = parseIpAddress(text);
    if (parsed === null) return;
    const address = formatIpAddress(parsed);
    const holders = this.#holders.get(address) ?? [];
    this.#holders.set(address, [...holders, { containerId, networkId }]);
  }
}
