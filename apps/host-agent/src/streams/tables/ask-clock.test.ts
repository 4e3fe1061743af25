import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AskClock } from './ask-clock.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** When it asks, in seconds, while the answers are these and then stay. */
function times(answers: readonly string[], seconds: number): number[] {
  const asked: number[] = [];
  let clock: AskClock | null = null;
  const answer = (): void => {
    clock?.asked(answers[Math.min(asked.length, answers.length - 1)] ?? '');
  };
  clock = new AskClock({ first: 2_000, most: 30_000 }, () => {
    asked.push(Date.now() / 1_000 - began);
    answer();
  });
  const began = Date.now() / 1_000;
  answer();
  vi.advanceTimersByTime(seconds * 1_000);
  clock.stop();
  vi.advanceTimersByTime(100_000);
  return asked;
}

it('asks ever less often while nothing changes, and never more rarely than every 30 seconds', () => {
  expect(times(['Full'], 125)).toEqual([2, 6, 14, 30, 60, 90, 120]);
});

it('asks soon again after a change', () => {
  expect(times(['Init', 'Init', 'ExStart', 'Full'], 15)).toEqual([2, 6, 8, 10, 14]);
});
