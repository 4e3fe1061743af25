import {
  type GetCommandInvocationCommandOutput,
  GetCommandInvocationCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { AwsError } from './aws-error.ts';
import { callAws } from './call-aws.ts';

/** The state of one command on one host. */
export interface CommandInvocation {
  /** Pending, InProgress, Delayed, Success, Cancelled, TimedOut, Failed or Cancelling. */
  readonly status: string;
  /** More detailed, for example `Undeliverable` or `Delivery Timed Out`. */
  readonly statusDetails: string;
  /** Standard output, cut by SSM at 24,000 characters. Empty until the command ends. */
  readonly stdout: string;
  /** Standard error, cut by SSM at 8,000 characters. Empty until the command ends. */
  readonly stderr: string;
  /** Exit status of the command; null before it ends and if it never ran. */
  readonly exitStatus: number | null;
  /** RFC 3339; null if it never ran. */
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

function toTimestamp(text: string | undefined): string | null {
  const at = text ? new Date(text) : null;
  return at && !Number.isNaN(at.getTime()) ? at.toISOString() : null;
}

function toInvocation(reply: GetCommandInvocationCommandOutput, status: string): CommandInvocation {
  const exitStatus = reply.ResponseCode ?? -1;
  return {
    status,
    statusDetails: reply.StatusDetails ?? status,
    stdout: reply.StandardOutputContent ?? '',
    stderr: reply.StandardErrorContent ?? '',
    exitStatus: exitStatus < 0 ? null : exitStatus,
    startedAt: toTimestamp(reply.ExecutionStartDateTime),
    finishedAt: toTimestamp(reply.ExecutionEndDateTime),
  };
}

/**
 * Gets the state of a command with one call. Null when SSM does not know the command on this host: it was sent a moment
 * ago, or is older than 30 days.
 * @throws ThrottledError, InstanceUnavailableError, AwsError
 */
export async function getInvocation(
  client: SSMClient,
  { commandId, instanceId }: { commandId: string; instanceId: string },
): Promise<CommandInvocation | null> {
  const call = { operation: 'GetCommandInvocation', subject: `${commandId} on ${instanceId}` };
  try {
    const reply = await callAws(call, () =>
      client.send(new GetCommandInvocationCommand({ CommandId: commandId, InstanceId: instanceId })),
    );
    if (reply.Status === undefined) throw new AwsError(call, 'NoStatus', 'SSM answered without a status');
    return toInvocation(reply, reply.Status);
  } catch (error) {
    if (error instanceof AwsError && error.code === 'InvocationDoesNotExist') return null;
    throw error;
  }
}
