import type { ContainerPhase, DashboardSubscription } from '../../generated/graphql.ts';

export type Readiness = DashboardSubscription['viewerReadiness'];

/** A container that entered a phase. */
export interface FeedEntry {
  readonly key: string;
  readonly readiness: Readiness;
}

/** What a dashboard holds: the last word on every container, and what was said last. */
export interface Board {
  readonly containers: ReadonlyMap<string, Readiness>;
  /** Newest first. */
  readonly feed: readonly FeedEntry[];
}

export const emptyBoard: Board = { containers: new Map(), feed: [] };

const feedKept = 60;

/** The board after an event. One that comes twice, or late, does no harm. */
export function noteReadiness(board: Board, readiness: Readiness): Board {
  const { id } = readiness.container;
  const known = board.containers.get(id);
  if (known && known.version >= readiness.version) return board;
  const containers = new Map(board.containers);
  if (readiness.phase === 'DELETED') containers.delete(id);
  else containers.set(id, readiness);
  return { containers, feed: known?.phase === readiness.phase ? board.feed : put(board.feed, readiness) };
}

/** The board when the events begin anew with the state of everything: what is gone meanwhile is not told. */
export function beginAnew({ feed }: Board): Board {
  return { containers: new Map(), feed };
}

function put(feed: readonly FeedEntry[], readiness: Readiness): readonly FeedEntry[] {
  const key = `${readiness.container.id} ${readiness.phase} ${readiness.since}`;
  if (feed.some((entry) => entry.key === key)) return feed;
  const since = Date.parse(readiness.since);
  const index = feed.findIndex((entry) => Date.parse(entry.readiness.since) <= since);
  return feed.toSpliced(index < 0 ? feed.length : index, 0, { key, readiness }).slice(0, feedKept);
}

const needHelp: readonly ContainerPhase[] = ['FAILED', 'LOST'];

/** Those that need somebody to look, the latest first. */
export function troublesOf(board: Board): Readiness[] {
  return [...board.containers.values()]
    .filter(({ phase }) => needHelp.includes(phase))
    .sort((a, b) => Date.parse(b.since) - Date.parse(a.since));
}

const onTheWay: readonly ContainerPhase[] = ['PENDING', 'CREATED', 'CONNECTED', 'RUNNING'];

/** Those that took longest to be ready; those that are not ready yet come first. */
export function slowestOf(board: Board, most = 6): Readiness[] {
  const rank = ({ phase }: Readiness): number => (onTheWay.includes(phase) ? 1 : 0);
  return [...board.containers.values()]
    .filter(({ phase }) => phase === 'READY' || onTheWay.includes(phase))
    .sort((a, b) => rank(b) - rank(a) || b.elapsedMs - a.elapsedMs)
    .slice(0, most);
}

/** Half of the ready ones took no longer than this; null when none is ready. */
export function medianToReadyMs(board: Board): number | null {
  const times = [...board.containers.values()]
    .filter(({ phase }) => phase === 'READY')
    .map(({ elapsedMs }) => elapsedMs)
    .sort((a, b) => a - b);
  return times[Math.floor((times.length - 1) / 2)] ?? null;
}
