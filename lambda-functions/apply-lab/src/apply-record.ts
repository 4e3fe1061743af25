import type { Lab } from '@pineapple/core';
import type { Apply } from '@pineapple/store';

/** Records are kept as long as Systems Manager keeps its own command history. */
const keptSeconds = 30 * 24 * 3600;

/** The record of an apply before anything was sent. */
export function pendingApply(
  lab: Pick<Lab, 'id' | 'revision'>,
  hostId: string | null,
  applyId: string,
  now: Date,
): Apply {
  return {
    applyId,
    labId: lab.id,
    revision: lab.revision,
    hostId,
    commandId: null,
    status: 'PENDING',
    output: null,
    errorOutput: null,
    requestedAt: now.toISOString(),
    sentAt: null,
    finishedAt: null,
    expiresAt: Math.floor(now.getTime() / 1000) + keptSeconds,
  };
}

/** What changes when the command was taken by Systems Manager. */
export function sent(commandId: string, now: Date): Partial<Apply> {
  return { status: 'SENT', commandId, sentAt: now.toISOString() };
}

/** What changes when no command could be sent. */
export function notSent(reason: string, now: Date): Partial<Apply> {
  return { status: 'FAILED', errorOutput: reason, finishedAt: now.toISOString() };
}

/** What changes when the host matches the lab as it is. */
export function nothingToDo(now: Date): Partial<Apply> {
  return { status: 'SUCCESS', finishedAt: now.toISOString() };
}
