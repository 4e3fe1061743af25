import { describe, expect, it } from 'vitest';
import type { ContainerPhase } from '../../generated/graphql.ts';
import {
  beginAnew,
  emptyBoard,
  medianToReadyMs,
  noteReadiness,
  slowestOf,
  troublesOf,
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
  return events.reduce(noteReadiness, emptyBoard);
}

const names = (some: readonly Readiness[]): string[] => some.map(({ container }) => container.name);
const told = ({ feed }: Board): string[] =>
  feed.map(({ readiness: { container, phase } }) => `${container.name} ${phase}`);

describe('the dashboard', () => {
  it('holds the last word on every container, whatever order the words come in', () => {
    const board = boardOf(
      readiness('a', 'READY', 5),
      readiness('a', 'RUNNING', 4),
      readiness('b', 'PENDING', 1),
    );
    expect([...board.containers.values()].map(({ phase }) => phase)).toEqual(['READY', 'PENDING']);
  });

  it('lets go of what was deleted and still tells of it', () => {
    const board = boardOf(readiness('a', 'READY', 1), readiness('a', 'DELETED', 2));
    expect(board.containers.size).toBe(0);
    expect(told(board)).toEqual(['a DELETED', 'a READY']);
  });

  it('tells every phase once and the newest first, though the state at the start comes in any order', () => {
    const board = boardOf(
      readiness('new', 'READY', 9),
      readiness('old', 'READY', 3),
      readiness('new', 'READY', 10),
    );
    expect(told(board)).toEqual(['new READY', 'old READY']);
  });

  it('does not tell again after a lost connection what it told before', () => {
    const before = boardOf(readiness('kept', 'READY', 1), readiness('gone', 'READY', 2));
    const board = noteReadiness(beginAnew(before), readiness('kept', 'READY', 1));
    expect([...board.containers.keys()]).toEqual(['kept']);
    expect(told(board)).toEqual(['gone READY', 'kept READY']);
  });

  it('puts what failed or was lost in one list, the latest first', () => {
    const board = boardOf(readiness('a', 'FAILED', 1), readiness('b', 'READY', 2), readiness('c', 'LOST', 3));
    expect(names(troublesOf(board))).toEqual(['c', 'a']);
  });

  it('shows who is not ready yet before the slowest of those that are', () => {
    const board = boardOf(
      readiness('quick', 'READY', 1, { elapsedMs: 300 }),
      readiness('slow', 'READY', 2, { elapsedMs: 9000 }),
      readiness('waiting', 'RUNNING', 3, { elapsedMs: 400 }),
      readiness('off', 'STOPPED', 4, { elapsedMs: 99_000 }),
    );
    expect(names(slowestOf(board))).toEqual(['waiting', 'slow', 'quick']);
    expect(names(slowestOf(board, 1))).toEqual(['waiting']);
  });

  it('knows what is usual', () => {
    expect(medianToReadyMs(emptyBoard)).toBeNull();
    const times = [100, 900, 200, 300].map((elapsedMs, index) =>
      readiness(`c${index}`, 'READY', 1, { elapsedMs }),
    );
    expect(medianToReadyMs(boardOf(...times))).toBe(200);
  });
});
