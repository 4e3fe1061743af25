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
 * What a command's status at Systems Manager means for its apply: the short `Status` or the finer `StatusDetails`,
 * with or without its spaces. A status that AWS may add later counts as still running, so that it is asked about
 * again and not taken for an end.
 */
export function applyStatusOf(commandStatus: string): ApplyStatus {
  return statuses.get(commandStatus.replaceAll(' ', '')) ?? 'IN_PROGRESS';
}

/** Whether nothing more will happen in this apply. */
export function hasEnded(status: ApplyStatus): boolean {
  return status !== 'PENDING' && status !== 'SENT' && status !== 'IN_PROGRESS';
}
