import { z } from 'zod';
import { AwsError } from '../http/aws-error.ts';
import { orderedId } from '../ordered-id.ts';
import type { CommandRecord } from './command-record.ts';
import type { CommandRunner } from './command-runner.ts';
import type { CommandStore } from './command-store.ts';
import { parseDocument } from './document-content.ts';
import { checkParameters } from './document-parameters.ts';
import { pickVersion, type DocumentStore } from './document-store.ts';
import type { Instances } from './instances.ts';

const target = z.object({ Key: z.string().min(1).max(163), Values: z.array(z.string()).max(50) });

export const sendCommandInput = z.object({
  DocumentName: z.string().min(1),
  DocumentVersion: z.string().optional(),
  InstanceIds: z.array(z.string()).max(50).optional(),
  Targets: z.array(target).max(5).optional(),
  Parameters: z.record(z.string(), z.array(z.string())).default({}),
  TimeoutSeconds: z.int().min(30).max(2_592_000).default(3600),
  Comment: z.string().max(100).default(''),
  MaxConcurrency: z.string().default('50'),
  MaxErrors: z.string().default('0'),
});

type Input = z.infer<typeof sendCommandInput>;

export interface SendCommandParts {
  readonly store: CommandStore;
  readonly documents: DocumentStore;
  readonly instances: Instances;
  readonly runner: CommandRunner;
}

/** Validates, stores and starts a command. */
export async function sendCommand(parts: SendCommandParts, input: Input): Promise<CommandRecord> {
  const version = pickVersion(parts.documents.getOf('Command', input.DocumentName), input.DocumentVersion);
  const parameters = checkParameters(parseDocument(version.content), input.Parameters);
  const instanceIds = receivers(parts.instances, input);
  const now = Date.now();
  const requestedAt = new Date(now).toISOString();
  const command: CommandRecord = {
    commandId: orderedId(now),
    documentName: input.DocumentName,
    documentVersion: version.version,
    comment: input.Comment,
    parameters,
    instanceIds: input.InstanceIds ?? [],
    targets: input.Targets ?? [],
    requestedAt,
    expiresAt: new Date(now + input.TimeoutSeconds * 1000).toISOString(),
    timeoutSeconds: input.TimeoutSeconds,
    maxConcurrency: input.MaxConcurrency,
    maxErrors: input.MaxErrors,
    invocations: instanceIds.map((instanceId) => ({
      instanceId,
      status: 'Pending',
      statusDetails: 'Pending',
      plugins: [],
      process: null,
    })),
  };
  await parts.store.save(command);
  parts.runner.start(command);
  return command;
}

function receivers(instances: Instances, { InstanceIds: ids = [], Targets: targets = [] }: Input): string[] {
  if (ids.length > 0 && targets.length > 0) {
    throw new AwsError('ValidationException', 'Give either InstanceIds or Targets, not both.');
  }
  if (ids.length === 0 && targets.length === 0) {
    throw new AwsError('ValidationException', 'Give InstanceIds or Targets: the command has nowhere to go.');
  }
  const unknown = ids.filter((id) => !instances.get(id));
  if (unknown.length > 0) {
    throw new AwsError(
      'InvalidInstanceId',
      `Instances [[${unknown.join(', ')}]] not in a valid state for account: no such managed instance.`,
    );
  }
  if (new Set(ids).size < ids.length)
    throw new AwsError('DuplicateInstanceId', 'An instance is named twice.');
  if (ids.length > 0) return ids;
  // An instance is selected when it matches every target.
  const [first, ...more] = targets.map(({ Key, Values }) =>
    instances.matching(Key, Values).map(({ instance }) => instance.instanceId),
  );
  return (first ?? []).filter((id) => more.every((others) => others.includes(id)));
}
