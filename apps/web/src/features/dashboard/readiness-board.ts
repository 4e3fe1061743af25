import type { ContainerPhase, DashboardSubscription } from '../../generated/graphql.ts';
import { timelineOf } from '../lab/container/timeline.ts';

export type Readiness = DashboardSubscription['viewerReadiness'];

/** A container that entered a phase. */
export interface FeedEntry {
  readonly key: string;
  readonly readiness: Readiness;
}

/** The data of the dashboard: the latest readiness of every container, and the latest events. */
export interface Board {
  readonly containers: ReadonlyMap<string, Readiness>;
  /** Newest first. */
  readonly feed: readonly FeedEntry[];
}

export const emptyBoard: Board = { containers: new Map(), feed: [] };

const feedKept = 60;

/** The board after an event. Repeated and late events change nothing. */
export function applyReadiness(board: Board, readiness: Readiness): Board {
  const { id } = readiness.container;
  const known = board.containers.get(id);
  if (known && known.version >= readiness.version) return board;
  const containers = new Map(board.containers);
  if (readiness.phase === 'DELETED') containers.delete(id);
  else containers.set(id, readiness);
  return { containers, feed: known?.phase === readiness.phase ? board.feed : insert(board.feed, readiness) };
}

/** The board before the subscription starts over: containers deleted meanwhile would send no event. */
export function resetContainers({ feed }: Board): Board {
  return { containers: new Map(), feed };
}

function insert(feed: readonly FeedEntry[], readiness: Readiness): readonly FeedEntry[] {
  const key = `${readiness.container.id} ${readiness.phase} ${readiness.since}`;
  if (feed.some((entry) => entry.key === key)) return feed;
  const since = Date.parse(readiness.since);
  const index = feed.findIndex((entry) => Date.parse(entry.readiness.since) <= since);
  return feed.toSpliced(index < 0 ? feed.length : index, 0, { key, readiness }).slice(0, feedKept);
}

const problemPhases: readonly ContainerPhase[] = ['FAILED', 'LOST'];

/** Failed and lost containers, latest first. */
export function problemsOf(board: Board): Readiness[] {
  return [...board.containers.values()]
    .filter(({ phase }) => problemPhases.includes(phase))
    .sort((a, b) => Date.parse(b.since) - Date.parse(a.since));
}

const startingPhases: readonly ContainerPhase[] = ['PENDING', 'CREATED', 'CONNECTED', 'RUNNING'];

/** How long a container took to start, or has taken so far: what its row in the list shows. */
export const startupMs = (readiness: Readiness): number => timelineOf(readiness, 0).totalMs;

/** The slowest containers: those that are still starting first, then those that took longest to be ready. */
export function slowestOf(board: Board, most = 6): Readiness[] {
  const rank = ({ phase }: Readiness): number => (startingPhases.includes(phase) ? 1 : 0);
  return [...board.containers.values()]
    .filter(({ phase }) => phase === 'READY' || startingPhases.includes(phase))
    .sort((a, b) => rank(b) - rank(a) || startupMs(b) - startupMs(a))
    .slice(0, most);
}

/** The median time to READY of all ready containers, in milliseconds. Null when none is ready. */
export function medianStartupMs(board: Board): number | null {
  const times = [...board.containers.values()]
    .filter(({ phase }) => phase === 'READY')
    .map(startupMs)
    .sort((a, b) => a - b);
  return times[Math.floor((times.length - 1) / 2)] ?? null;
}
