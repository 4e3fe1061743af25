import type { Lab } from '@pineapple/core';
import type { Apply } from '@pineapple/store';
import type { ApplyLabPorts } from './ports.ts';

/** As long as Systems Manager keeps its command history. */
const keptSeconds = 30 * 24 * 3600;

/** The record of an apply before its command is sent. */
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

/** The change after Systems Manager accepted the command. */
export function sent(commandId: string, now: Date): Partial<Apply> {
  return { status: 'SENT', commandId, sentAt: now.toISOString() };
}

/** The change after the command could not be sent. */
export function notSent(reason: string, now: Date): Partial<Apply> {
  return { status: 'FAILED', errorOutput: reason, finishedAt: now.toISOString() };
}

/** The change for a host that matches the lab without a command. */
export function nothingToDo(now: Date): Partial<Apply> {
  return { status: 'SUCCESS', finishedAt: now.toISOString() };
}

/** Never fails: a retry of the function would send the command again. */
export async function publishApply(
  { id: labId }: Pick<Lab, 'id'>,
  applyId: string,
  { publish, log }: ApplyLabPorts,
): Promise<void> {
  try {
    await publish({ type: 'apply', labId, applyId });
  } catch (error) {
    log('error', 'could not publish an apply', { labId, applyId, error: String(error) });
  }
}
