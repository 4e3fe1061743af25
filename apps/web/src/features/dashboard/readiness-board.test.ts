import { describe, expect, it } from 'vitest';
import type { ContainerPhase } from '../../generated/graphql.ts';
import {
  resetContainers,
  emptyBoard,
  medianStartupMs,
  applyReadiness,
  slowestOf,
  problemsOf,
  type Board,
  type Readiness,
} from './readiness-board.ts';

function readiness(
  id: string,
  phase: ContainerPhase,
  version: number,
  more: Partial<Readiness> = {},
): Readiness {
  const container = { id, name: id, lab: { id: 'lab', name: 'Lab' } };
  const since = new Date(version * 1000).toISOString();
  return { phase, version, reason: null, since, elapsedMs: 500, phases: [], container, ...more };
}

function boardOf(...events: readonly Readiness[]): Board {
  return events.reduce(applyReadiness, emptyBoard);
}

const names = (some: readonly Readiness[]): string[] => some.map(({ container }) => container.name);
const feedOf = ({ feed }: Board): string[] =>
  feed.map(({ readiness: { container, phase } }) => `${container.name} ${phase}`);

describe('the dashboard', () => {
  it('keeps the latest readiness of every container when events arrive out of order', () => {
    const board = boardOf(
      readiness('a', 'READY', 5),
      readiness('a', 'RUNNING', 4),
      readiness('b', 'PENDING', 1),
    );
    expect([...board.containers.values()].map(({ phase }) => phase)).toEqual(['READY', 'PENDING']);
  });

  it('drops a deleted container and keeps its events', () => {
    const board = boardOf(readiness('a', 'READY', 1), readiness('a', 'DELETED', 2));
    expect(board.containers.size).toBe(0);
    expect(feedOf(board)).toEqual(['a DELETED', 'a READY']);
  });

  it('lists each phase once and the newest first, although the initial state has no order', () => {
    const board = boardOf(
      readiness('new', 'READY', 9),
      readiness('old', 'READY', 3),
      readiness('new', 'READY', 10),
    );
    expect(feedOf(board)).toEqual(['new READY', 'old READY']);
  });

  it('lists no event twice after a lost connection', () => {
    const before = boardOf(readiness('kept', 'READY', 1), readiness('gone', 'READY', 2));
    const board = applyReadiness(resetContainers(before), readiness('kept', 'READY', 1));
    expect([...board.containers.keys()]).toEqual(['kept']);
    expect(feedOf(board)).toEqual(['gone READY', 'kept READY']);
  });

  it('lists failed and lost containers, latest first', () => {
    const board = boardOf(readiness('a', 'FAILED', 1), readiness('b', 'READY', 2), readiness('c', 'LOST', 3));
    expect(names(problemsOf(board))).toEqual(['c', 'a']);
  });

  it('lists containers that are not ready yet before the slowest ready ones', () => {
    const board = boardOf(
      readiness('quick', 'READY', 1, { elapsedMs: 300 }),
      readiness('slow', 'READY', 2, { elapsedMs: 9000 }),
      readiness('waiting', 'RUNNING', 3, { elapsedMs: 400 }),
      readiness('off', 'STOPPED', 4, { elapsedMs: 99_000 }),
    );
    expect(names(slowestOf(board))).toEqual(['waiting', 'slow', 'quick']);
    expect(names(slowestOf(board, 1))).toEqual(['waiting']);
  });

  it('computes the median startup time', () => {
    expect(medianStartupMs(emptyBoard)).toBeNull();
    const times = [100, 900, 200, 300].map((elapsedMs, index) =>
      readiness(`c${index}`, 'READY', 1, { elapsedMs }),
    );
    expect(medianStartupMs(boardOf(...times))).toBe(200);
  });

  it('computes the startup time from the last start, as the list does', () => {
    const phase = (name: ContainerPhase, durationMs: number) => ({ phase: name, at: '', durationMs });
    // The host was away for a quarter of an hour: the container was ready, then lost, then started again.
    const restarted = readiness('a', 'READY', 2, {
      elapsedMs: 960_000,
      phases: [
        phase('PENDING', 400),
        phase('READY', 946_600),
        phase('CREATED', 12_000),
        phase('RUNNING', 1_000),
        phase('READY', 0),
      ],
    });
    const board = boardOf(readiness('b', 'READY', 1, { elapsedMs: 14_000 }), restarted);
    expect(names(slowestOf(board))).toEqual(['b', 'a']);
    expect(medianStartupMs(board)).toBe(13_000);
  });
});
