import {
  type GetCommandInvocationCommandOutput,
  GetCommandInvocationCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { AwsError } from './aws-error.ts';
import { callAws } from './call-aws.ts';
import { type CommandStatus, commandStatus } from './command-status.ts';

/** What SSM knows about one command on one host. */
export interface CommandInvocation {
  readonly status: CommandStatus;
  /** SSM's own, finer words, e.g. `Undeliverable`. */
  readonly statusDetails: string;
  /** Standard output, cut by SSM at 24,000 characters. Empty until the command ends. */
  readonly output: string;
  /** Standard error, cut by SSM at 8,000 characters. Empty until the command ends. */
  readonly errorOutput: string;
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

function toInvocation(reply: GetCommandInvocationCommandOutput): CommandInvocation | null {
  const status = commandStatus(reply.Status ?? '');
  if (status === null) return null;
  const exitStatus = reply.ResponseCode ?? -1;
  return {
    status,
    statusDetails: reply.StatusDetails ?? reply.Status ?? '',
    output: reply.StandardOutputContent ?? '',
    errorOutput: reply.StandardErrorContent ?? '',
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
    const invocation = toInvocation(reply);
    if (invocation === null)
      throw new AwsError(call, 'UnknownStatus', `SSM gave the unknown status "${reply.Status}"`);
    return invocation;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'InvocationDoesNotExist') return null;
    throw error;
  }
}
