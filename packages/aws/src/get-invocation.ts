import {
  type GetCommandInvocationCommandOutput,
  GetCommandInvocationCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { AwsError } from './aws-error.ts';
import { callAws } from './call-aws.ts';

/** What SSM knows about one command on one host. */
export interface CommandInvocation {
  /** SSM's word: Pending, InProgress, Delayed, Success, Cancelled, TimedOut, Failed or Cancelling. */
  readonly status: string;
  /** The finer one, e.g. `Undeliverable` or `Delivery Timed Out`. */
  readonly statusDetails: string;
  /** Standard output, cut by SSM at 24,000 characters. Empty until the command ends. */
  readonly stdout: string;
  /** Standard error, cut by SSM at 8,000 characters. Empty until the command ends. */
  readonly stderr: string;
  /** Exit status of the command; null when it has none yet, or never ran. */
  readonly exitStatus: number | null;
  /** RFC 3339; null when it never ran. */
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

function moment(text: string | undefined): string | null {
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
    startedAt: moment(reply.ExecutionStartDateTime),
    finishedAt: moment(reply.ExecutionEndDateTime),
  };
}

/**
 * Asks SSM once about a command. Null when SSM does not know it on this host: sent a moment ago, or forgotten
 * after 30 days.
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
