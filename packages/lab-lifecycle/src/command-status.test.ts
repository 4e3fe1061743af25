import { expect, test } from 'vitest';
import { applyStatusOf, hasEnded } from './command-status.ts';

test.each([
  ['Pending', 'SENT'],
  ['Delayed', 'SENT'],
  ['InProgress', 'IN_PROGRESS'],
  ['In Progress', 'IN_PROGRESS'],
  ['Success', 'SUCCESS'],
  ['Failed', 'FAILED'],
  ['Undeliverable', 'FAILED'],
  ['Delivery Timed Out', 'TIMED_OUT'],
  ['TimedOut', 'TIMED_OUT'],
  ['Cancelled', 'CANCELLED'],
])('a command that is %s makes its apply %s', (commandStatus, status) => {
  expect(applyStatusOf(commandStatus)).toBe(status);
});

test('a status that nobody knows is not taken for an end', () => {
  expect(hasEnded(applyStatusOf('Hibernating'))).toBe(false);
});
