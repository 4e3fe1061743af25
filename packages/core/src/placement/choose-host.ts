/** What is known of a host that a lab could be placed on. */
export interface HostCandidate {
  readonly hostId: string;
  /** Whether its Docker answers. A host that never reported is taken at its word that it is online. */
  readonly dockerUp: boolean;
  /** Its operator wants no more labs on it. */
  readonly cordoned: boolean;
  /** Containers placed on it since it said how much room it has. */
  readonly arriving: number;
  /** Null while it has not said. */
  readonly room: {
    readonly cpus: number;
    readonly loadAverage: number;
    readonly memoryMb: number;
    readonly memoryFreeMb: number;
    readonly mostContainers: number;
    readonly containers: number;
  } | null;
}

/** The heartbeat of a host comes every 30 s; one that was silent for this long, in milliseconds, counts as dead. */
export const silentHostMs = 120_000;

export type Choice =
  | { readonly kind: 'host'; readonly hostId: string }
  /** Why none will do, in words for the lab's owner; `full`: there are hosts, but none has room for all of it. */
  | { readonly kind: 'none'; readonly reason: string; readonly full: boolean };

/** What a container of a lab takes from the start; most of a lab sits idle in a shell. MB. */
const containerMemoryMb = 24;

/**
 * The host with most room for a whole lab. Room is the smallest of what would be left of the CPUs, the memory and the
 * number of containers, as a share of all. What was placed on a host since it last said so counts as well, each container
 * as one process that wants a CPU, because starting takes one: a class that begins at once is spread over the hosts.
 * Hosts that differ by less than a tenth count as equal: each lab has an order of preference of its own among them, which
 * lets two functions that place the same lab choose the same host.
 *
 * @param preference - A number for a host, the same whenever it is asked; greatest first.
 */
export function chooseHost(
  containers: number,
  candidates: readonly HostCandidate[],
  preference: (hostId: string) => number,
): Choice {
  if (candidates.length === 0) return { kind: 'none', reason: 'No host is online.', full: false };
  const open = candidates.filter(({ cordoned }) => !cordoned);
  if (open.length === 0) return { kind: 'none', reason: noOpenHost, full: false };
  const fitting = open.filter((host) => fits(containers, host));
  if (fitting.length === 0) return { kind: 'none', reason: full(containers, open), full: true };
  // Docker may be back by the time the lab arrives, so a host without it is better than none.
  const up = fitting.filter(({ dockerUp }) => dockerUp);
  const [best] = byRoom(containers, up.length > 0 ? up : fitting, preference);
  return best
    ? { kind: 'host', hostId: best.hostId }
    : { kind: 'none', reason: 'No host is online.', full: false };
}

/** The hosts, the one first that would have most room left with so many more containers. */
export function byRoom<Host extends HostCandidate>(
  containers: number,
  hosts: readonly Host[],
  preference: (hostId: string) => number,
): readonly Host[] {
  return hosts
    .map((host) => ({ host, room: Math.floor(roomLeft(containers, host) * 10) }))
    .sort((a, b) => b.room - a.room || preference(b.host.hostId) - preference(a.host.hostId))
    .map(({ host }) => host);
}

export const noOpenHost = 'Every host that is online takes no more labs.';

/**
 * Whether a host has room for so many more containers. Memory and the number of containers are bounds; a busy CPU only
 * makes things slower.
 */
export function fits(
  containers: number,
  { room, arriving }: Pick<HostCandidate, 'room' | 'arriving'>,
): boolean {
  if (room === null) return true;
  const more = arriving + containers;
  return room.containers + more <= room.mostContainers && more * containerMemoryMb <= room.memoryFreeMb;
}

/** Share that would be left of what is scarcest, from below 0 to 1; a host that has not said has half. */
function roomLeft(containers: number, { room, arriving }: HostCandidate): number {
  if (room === null) return 0.5;
  const more = arriving + containers;
  return Math.min(
    1 - (room.loadAverage + arriving) / room.cpus,
    (room.memoryFreeMb - more * containerMemoryMb) / room.memoryMb,
    1 - (room.containers + more) / room.mostContainers,
  );
}

function full(containers: number, hosts: readonly HostCandidate[]): string {
  const most = Math.max(
    ...hosts.map(({ room, arriving }) => (room ? room.mostContainers - room.containers - arriving : 0)),
  );
  return (
    `No host has room for the lab's ${containers} containers: the one with most room has space for ` +
    `${Math.max(0, most)} more, or lacks the memory. It is tried again by itself.`
  );
}
