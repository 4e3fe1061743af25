/** How far an SSM command has come on its host, in this project's words. */
export type CommandStatus = 'SENT' | 'IN_PROGRESS' | 'SUCCESS' | 'FAILED' | 'TIMED_OUT' | 'CANCELLED';

/**
 * SSM's words, without the spaces that StatusDetails has: both the short Status and the detailed one.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/monitor-commands.html
 */
const statuses: Readonly<Record<string, CommandStatus>> = {
  Pending: 'SENT',
  Delayed: 'SENT',
  InProgress: 'IN_PROGRESS',
  Cancelling: 'IN_PROGRESS',
  Success: 'SUCCESS',
  Cancelled: 'CANCELLED',
  TimedOut: 'TIMED_OUT',
  DeliveryTimedOut: 'TIMED_OUT',
  ExecutionTimedOut: 'TIMED_OUT',
  Failed: 'FAILED',
  Undeliverable: 'FAILED',
  Terminated: 'FAILED',
  InvalidPlatform: 'FAILED',
  AccessDenied: 'FAILED',
  NoInstancesInTag: 'FAILED',
  RateExceeded: 'FAILED',
};

/** Translates SSM's status of a command, from an answer or an event; null when SSM never documented it. */
export function commandStatus(ssmStatus: string): CommandStatus | null {
  return statuses[ssmStatus.replaceAll(' ', '')] ?? null;
}

/** Whether the command will change no more. */
export function hasEnded(status: CommandStatus): boolean {
  return status !== 'SENT' && status !== 'IN_PROGRESS';
}
