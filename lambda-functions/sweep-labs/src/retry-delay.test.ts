import type { Apply } from '@pineapple/store';
import { expect, test } from 'vitest';
import { nextRetryAt } from './retry-delay.ts';

const endedAt = '2026-01-01T00:00:00.000Z';

function attempts(times: number, changes: Partial<Apply> = {}): Apply[] {
  const apply: Apply = {
    applyId: 'a',
    labId: 'lab_abcdefghijkm',
    revision: 1,
    hostId: 'mi-1',
    commandId: 'c',
    status: 'FAILED',
    output: null,
    errorOutput: null,
    requestedAt: '2025-12-31T23:59:00.000Z',
    sentAt: null,
    finishedAt: endedAt,
    expiresAt: 0,
    ...changes,
  };
  return Array.from({ length: times }, () => apply);
}

test('a lab without an attempt is sent at once', () => {
  expect(nextRetryAt([])).toBe(0);
});

test.each([
  [1, 30],
  [2, 60],
  [3, 120],
  [4, 300],
  [8, 300],
])('after %i attempts the next one follows %i s after the last one ended', (times, seconds) => {
  expect(nextRetryAt(attempts(times)) - Date.parse(endedAt)).toBe(seconds * 1000);
});

test('an apply without a command counts from its request, even if its failure was noticed later', () => {
  expect(nextRetryAt(attempts(1, { commandId: null }))).toBe(Date.parse('2025-12-31T23:59:30.000Z'));
});

test('an apply without an end counts from its request', () => {
  expect(nextRetryAt(attempts(1, { finishedAt: null }))).toBe(Date.parse('2025-12-31T23:59:30.000Z'));
});
