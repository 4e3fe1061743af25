import type { ApplyStatus } from '@pineapple/store';

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/monitor-commands.html */
const statuses: ReadonlyMap<string, ApplyStatus> = new Map([
  ['Pending', 'SENT'],
  ['Delayed', 'SENT'],
  ['InProgress', 'IN_PROGRESS'],
  ['Cancelling', 'IN_PROGRESS'],
  ['Success', 'SUCCESS'],
  ['Cancelled', 'CANCELLED'],
  ['TimedOut', 'TIMED_OUT'],
  ['DeliveryTimedOut', 'TIMED_OUT'],
  ['ExecutionTimedOut', 'TIMED_OUT'],
  ['Failed', 'FAILED'],
  ['Undeliverable', 'FAILED'],
  ['Terminated', 'FAILED'],
  ['InvalidPlatform', 'FAILED'],
  ['AccessDenied', 'FAILED'],
]);

/**
 * The apply status for a command status of Systems Manager: its `Status` or `StatusDetails`, with or without spaces. An
 * unknown status counts as running, so that the sweep asks again.
 */
export function applyStatusOf(commandStatus: string): ApplyStatus {
  return statuses.get(commandStatus.replaceAll(' ', '')) ?? 'IN_PROGRESS';
}

/** Whether the status is final. */
export function hasEnded(status: ApplyStatus): boolean {
  return status !== 'PENDING' && status !== 'SENT' && status !== 'IN_PROGRESS';
}
