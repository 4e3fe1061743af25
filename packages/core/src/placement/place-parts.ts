import { byRoom, fits, type HostCandidate, noOpenHost } from './choose-host.ts';

export interface WideCandidate extends HostCandidate {
  /** Where other hosts reach it; null: it can't have part of a lab. */
  readonly underlayAddress: string | null;
}

export interface PartRequest {
  /** The hosts that the lab is on, the one with its ways out first. */
  readonly hosts: readonly string[];
  /** Ids of the lab's containers, in their order. */
  readonly containers: readonly string[];
  /** Where containers are already, by their ids: there they stay. */
  readonly placed: Readonly<Record<string, string>>;
  /** Whether to balance the containers over all hosts, rather than to use no more hosts than it takes. */
  readonly spread: boolean;
}

export type PartsChoice =
  | {
      readonly kind: 'placed';
      /** Those that the lab was on before, and those that have part of it now. Never empty. */
      readonly hosts: readonly [string, ...string[]];
      readonly containers: Readonly<Record<string, string>>;
    }
  /** Why there is no place for all of them, in words for the lab's owner. */
  | { readonly kind: 'none'; readonly reason: string };

/** A frame for everybody goes to each of a lab's hosts by itself, and each knows all others. */
export const mostHostsOfLab = 16;

/**
 * A host for each container of a lab that is on several. Those that are placed stay where they are. A new one goes to the
 * host with the fewest of the lab's if it is to be spread, and else to a host that the lab is on as long as one has room;
 * among equals to the one with most room.
 *
 * @param preference - A number for a host, the same whenever it is asked; greatest first.
 */
export function placeParts(
  request: PartRequest,
  candidates: readonly WideCandidate[],
  preference: (hostId: string) => number,
): PartsChoice {
  const open = candidates.filter(({ cordoned }) => !cordoned);
  const reachable = open.filter(({ underlayAddress }) => underlayAddress !== null);
  const up = reachable.filter(({ dockerUp }) => dockerUp);
  let hosts = up.length > 0 ? up : reachable;
  // How many of the lab's containers each of its hosts has, in the order in which they came to it.
  const own = new Map(request.hosts.map((hostId) => [hostId, 0]));
  const take = (hostId: string): unknown => own.set(hostId, (own.get(hostId) ?? 0) + 1);
  const placed = new Map(request.containers.flatMap((id) => entryOf(request.placed, id)));
  for (const hostId of placed.values()) take(hostId);
  for (const id of request.containers) {
    if (placed.has(id)) continue;
    const [best] = ranked(hosts, own, request.spread, preference);
    if (!best) return none(request, candidates, open, reachable);
    placed.set(id, best.hostId);
    take(best.hostId);
    hosts = hosts.map((host) => (host === best ? { ...host, arriving: host.arriving + 1 } : host));
  }
  const [first = byRoom(0, hosts, preference)[0]?.hostId, ...others] = own.keys();
  if (first === undefined) return none(request, candidates, open, reachable);
  return { kind: 'placed', hosts: [first, ...others], containers: Object.fromEntries(placed) };
}

/** The hosts with room for another container, the best first. */
function ranked(
  hosts: readonly WideCandidate[],
  own: ReadonlyMap<string, number>,
  spread: boolean,
  preference: (hostId: string) => number,
): readonly WideCandidate[] {
  const allowed = own.size < mostHostsOfLab ? hosts : hosts.filter(({ hostId }) => own.has(hostId));
  const roomy = allowed.filter((host) => fits(1, host));
  const order = [...own.keys()];
  const rank = ({ hostId }: WideCandidate): number => {
    if (spread) return own.get(hostId) ?? 0;
    return own.has(hostId) ? order.indexOf(hostId) : order.length;
  };
  return byRoom(1, roomy, preference).toSorted((a, b) => rank(a) - rank(b));
}

function entryOf(placed: Readonly<Record<string, string>>, id: string): readonly [string, string][] {
  const hostId = placed[id];
  return hostId === undefined ? [] : [[id, hostId]];
}

function none(
  { containers, placed }: PartRequest,
  candidates: readonly WideCandidate[],
  open: readonly WideCandidate[],
  reachable: readonly WideCandidate[],
): PartsChoice {
  if (candidates.length === 0) return { kind: 'none', reason: 'No host is online.' };
  if (open.length === 0) return { kind: 'none', reason: noOpenHost };
  const waiting = containers.filter((id) => placed[id] === undefined).length;
  const apart = open.length - reachable.length;
  const why =
    apart === 0
      ? ''
      : ` ${apart} of the ${open.length} hosts that are online can't have part of a lab on several, ` +
        'for lack of an address at which the others reach them (PINEAPPLE_UNDERLAY_ADDRESS).';
  const space = reachable.reduce(
    (sum, { room, arriving }) => sum + (room ? room.mostContainers - room.containers - arriving : 0),
    0,
  );
  const reason =
    reachable.length === 0
      ? `The lab is to be on several hosts.${why} It is tried again by itself.`
      : `The hosts together have no room for ${waiting} more containers of the lab: there is space for ` +
        `${Math.max(0, space)}, on at most ${mostHostsOfLab} hosts, or the memory is lacking.${why} It is tried again by itself.`;
  return { kind: 'none', reason };
}
