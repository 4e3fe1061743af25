/** What is known of a host that a lab could be placed on. */
export interface HostCandidate {
  readonly hostId: string;
  /** Whether its Docker answers. True for a host that is online but has not reported yet. */
  readonly dockerUp: boolean;
  /** Whether its operator wants no more labs on it. */
  readonly cordoned: boolean;
  /** Containers placed on it since it last reported its capacity. */
  readonly arriving: number;
  /** Null until its first report. */
  readonly capacity: {
    readonly cpus: number;
    readonly loadAverage: number;
    readonly memoryMb: number;
    readonly memoryFreeMb: number;
    readonly mostContainers: number;
    readonly containers: number;
  } | null;
  /** Where other hosts reach it. A host without an underlay address can't have part of a multi-host lab. */
  readonly underlayAddress: string | null;
}

/** A host sends a heartbeat every 30 s. One that was silent for this long, in milliseconds, counts as dead. */
export const silentHostMs = 120_000;

export type HostChoice =
  | { readonly kind: 'host'; readonly hostId: string }
  /** The reason is for the lab's owner. `full`: there are hosts, but none has the capacity for the whole lab. */
  | { readonly kind: 'none'; readonly reason: string; readonly full: boolean };

/** Memory that a container of a lab takes from the start, in MB. Most containers sit idle in a shell. */
const containerMemoryMb = 24;

/**
 * The host with the most free capacity for a single-host lab: the smallest share that would be left of its CPUs, its
 * memory and its number of containers. Containers that were placed on a host since its last report count too, each as one
 * process that wants a CPU, because a start takes one; so a class that begins at once is spread over the hosts. Hosts that
 * differ by less than a tenth count as equal. Each lab has its own order of preference among them, which lets two
 * functions that place the same lab choose the same host.
 *
 * @param preference - A number for a host, always the same; the greatest comes first.
 */
export function chooseHost(
  containers: number,
  candidates: readonly HostCandidate[],
  preference: (hostId: string) => number,
): HostChoice {
  if (candidates.length === 0) return { kind: 'none', reason: 'No host is online.', full: false };
  const open = candidates.filter(({ cordoned }) => !cordoned);
  if (open.length === 0) return { kind: 'none', reason: noOpenHost, full: false };
  const fitting = open.filter((host) => fits(containers, host));
  if (fitting.length === 0) return { kind: 'none', reason: full(containers, open), full: true };
  // Docker may be back by the time the lab arrives, so a host without it is better than none.
  const up = fitting.filter(({ dockerUp }) => dockerUp);
  const [best] = byFreeCapacity(containers, up.length > 0 ? up : fitting, preference);
  return best
    ? { kind: 'host', hostId: best.hostId }
    : { kind: 'none', reason: 'No host is online.', full: false };
}

/** The hosts, ordered by the capacity that would be left with so many more containers, most first. */
export function byFreeCapacity(
  containers: number,
  hosts: readonly HostCandidate[],
  preference: (hostId: string) => number,
): readonly HostCandidate[] {
  return hosts
    .map((host) => ({ host, free: Math.floor(freeShare(containers, host) * 10) }))
    .sort((a, b) => b.free - a.free || preference(b.host.hostId) - preference(a.host.hostId))
    .map(({ host }) => host);
}

export const noOpenHost =
  'Every online host is cordoned and takes no more labs. Uncordon a host, or add one.';

/**
 * Whether a host has the capacity for so many more containers. Memory and the number of containers are bounds; a busy CPU
 * only makes things slower.
 */
export function fits(
  containers: number,
  { capacity, arriving }: Pick<HostCandidate, 'capacity' | 'arriving'>,
): boolean {
  if (capacity === null) return true;
  const more = arriving + containers;
  return (
    capacity.containers + more <= capacity.mostContainers && more * containerMemoryMb <= capacity.memoryFreeMb
  );
}

/** How many more containers fit by number, whatever memory they need. Zero or less for a full host. */
export function freeContainers({ capacity, arriving }: HostCandidate): number {
  return capacity ? capacity.mostContainers - capacity.containers - arriving : 0;
}

/** The share that would be left of what is scarcest: at most 1, and 0.5 for a host that has not reported. */
function freeShare(containers: number, { capacity, arriving }: HostCandidate): number {
  if (capacity === null) return 0.5;
  const more = arriving + containers;
  return Math.min(
    1 - (capacity.loadAverage + arriving) / capacity.cpus,
    (capacity.memoryFreeMb - more * containerMemoryMb) / capacity.memoryMb,
    1 - (capacity.containers + more) / capacity.mostContainers,
  );
}

function full(containers: number, hosts: readonly HostCandidate[]): string {
  const most = Math.max(0, ...hosts.map(freeContainers));
  return (
    `No host has the capacity for the lab's ${containers} containers: the largest has space for ${most} more, or lacks ` +
    'the memory. The lab is retried automatically.'
  );
}
