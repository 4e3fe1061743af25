import { byFreeCapacity, fits, freeContainers, type HostCandidate, noOpenHost } from './choose-host.ts';

export interface PlacementRequest {
  /** The hosts that the lab is on, the one with the egress first. */
  readonly hosts: readonly string[];
  /** Ids of the lab's containers, in their order. */
  readonly containers: readonly string[];
  /** The hosts of the containers that are placed, by container id. They stay there. */
  readonly placed: Readonly<Record<string, string>>;
  /** The containers that each one waits for, by container id; left out for none. They share a host where one has the capacity. */
  readonly waitsFor?: Readonly<Record<string, readonly string[]>>;
  /** Whether to balance the containers over all hosts instead of using as few hosts as possible. */
  readonly spread: boolean;
}

type PlacementChoice =
  | {
      readonly kind: 'placed';
      /** The lab's hosts before, and those that have part of it now. Never empty. */
      readonly hosts: readonly [string, ...string[]];
      readonly containers: Readonly<Record<string, string>>;
    }
  /** Why the containers can't all be placed, in words for the lab's owner. */
  | { readonly kind: 'none'; readonly reason: string };

/** A broadcast frame goes to each of a lab's hosts separately, and each host knows all others. */
export const mostHostsOfLab = 16;

/**
 * A host for each container of a lab on several hosts. Containers that are placed stay where they are. A new one goes to
 * the host with the fewest containers of a spread lab, otherwise to a host of the lab while one has the capacity; among
 * equal hosts to the one with the most free capacity.
 *
 * @param preference - A number for a host, always the same; the greatest comes first.
 */
export function placeContainers(
  request: PlacementRequest,
  candidates: readonly HostCandidate[],
  preference: (hostId: string) => number,
): PlacementChoice {
  const open = candidates.filter(({ cordoned }) => !cordoned);
  const reachable = open.filter(({ underlayAddress }) => underlayAddress !== null);
  const up = reachable.filter(({ dockerUp }) => dockerUp);
  let hosts = up.length > 0 ? up : reachable;
  // How many containers of the lab each of its hosts has, in the order in which the hosts joined.
  const own = new Map(request.hosts.map((hostId) => [hostId, 0]));
  const take = (hostId: string): unknown => own.set(hostId, (own.get(hostId) ?? 0) + 1);
  const placed = new Map(request.containers.flatMap((id) => entryOf(request.placed, id)));
  for (const hostId of placed.values()) take(hostId);
  const groups = groupsOf(request);
  for (const id of request.containers) {
    if (placed.has(id)) continue;
    const group = groups.get(id) ?? [id];
    const home = group.map((each) => placed.get(each)).find((hostId) => hostId !== undefined);
    const missing = group.filter((each) => !placed.has(each)).length;
    const rank = (count: number) => ranked(hosts, { own, count, spread: request.spread }, preference);
    const fitting = rank(1);
    const best = fitting.find(({ hostId }) => hostId === home) ?? rank(missing)[0] ?? fitting[0];
    if (!best) return none(request, candidates, open, reachable);
    placed.set(id, best.hostId);
    take(best.hostId);
    hosts = hosts.map((host) => (host === best ? { ...host, arriving: host.arriving + 1 } : host));
  }
  const [first = byFreeCapacity(0, hosts, preference)[0]?.hostId, ...others] = own.keys();
  if (first === undefined) return none(request, candidates, open, reachable);
  return { kind: 'placed', hosts: [first, ...others], containers: Object.fromEntries(placed) };
}

/** The containers that wait for each other, directly or through others, by each of their ids. */
function groupsOf({ containers, waitsFor = {} }: PlacementRequest): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>(containers.map((id) => [id, [id]]));
  for (const [id, awaited] of Object.entries(waitsFor)) {
    for (const other of awaited) {
      const [one, another] = [groups.get(id), groups.get(other)];
      if (!one || !another || one === another) continue;
      const joined = [...one, ...another];
      for (const each of joined) groups.set(each, joined);
    }
  }
  return groups;
}

/** The hosts with the capacity for so many more containers, the best first. */
function ranked(
  hosts: readonly HostCandidate[],
  {
    own,
    count,
    spread,
  }: { readonly own: ReadonlyMap<string, number>; readonly count: number; readonly spread: boolean },
  preference: (hostId: string) => number,
): readonly HostCandidate[] {
  const allowed = own.size < mostHostsOfLab ? hosts : hosts.filter(({ hostId }) => own.has(hostId));
  const fitting = allowed.filter((host) => fits(count, host));
  const order = [...own.keys()];
  const rank = ({ hostId }: HostCandidate): number => {
    if (spread) return own.get(hostId) ?? 0;
    return own.has(hostId) ? order.indexOf(hostId) : order.length;
  };
  return byFreeCapacity(count, fitting, preference).toSorted((a, b) => rank(a) - rank(b));
}

function entryOf(placed: Readonly<Record<string, string>>, id: string): readonly [string, string][] {
  const hostId = placed[id];
  return hostId === undefined ? [] : [[id, hostId]];
}

function none(
  { containers, placed }: PlacementRequest,
  candidates: readonly HostCandidate[],
  open: readonly HostCandidate[],
  reachable: readonly HostCandidate[],
): PlacementChoice {
  if (candidates.length === 0) return { kind: 'none', reason: 'No host is online.' };
  if (open.length === 0) return { kind: 'none', reason: noOpenHost };
  const waiting = containers.filter((id) => placed[id] === undefined).length;
  const apart = open.length - reachable.length;
  const why =
    apart === 0
      ? ''
      : ` ${apart} of the ${open.length} online hosts can't have part of a multi-host lab, because they have no ` +
        'address at which other hosts reach them (PINEAPPLE_UNDERLAY_ADDRESS).';
  const space = reachable.reduce((sum, host) => sum + freeContainers(host), 0);
  const reason =
    reachable.length === 0
      ? `The lab needs hosts that reach each other.${why} The lab is retried automatically.`
      : `The hosts together lack the capacity for ${waiting} more containers of the lab: there is space for ` +
        `${Math.max(0, space)}, on at most ${mostHostsOfLab} hosts, or too little memory.${why} ` +
        'The lab is retried automatically.';
  return { kind: 'none', reason };
}
