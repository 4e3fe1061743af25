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
])('the command status %s means the apply status %s', (commandStatus, status) => {
  expect(applyStatusOf(commandStatus)).toBe(status);
});

test('an unknown status does not count as an end', () => {
  expect(hasEnded(applyStatusOf('Hibernating'))).toBe(false);
});
