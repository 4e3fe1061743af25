import { z } from 'zod';

const endedStatuses = ['Success', 'Failed', 'TimedOut', 'Cancelled'] as const;
const invocationStatuses = ['Pending', 'InProgress', 'Cancelling', ...endedStatuses] as const;

const plugin = z.object({
  name: z.string(),
  status: z.enum(invocationStatuses),
  statusDetails: z.string(),
  responseCode: z.int(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  stdout: z.string(),
  stderr: z.string(),
});

const invocation = z.object({
  instanceId: z.string(),
  status: z.enum(invocationStatuses),
  statusDetails: z.string(),
  plugins: z.array(plugin),
  /** The process of the step that is running. */
  process: z.object({ pid: z.int(), startTime: z.string().nullable() }).nullable(),
});

/** One command and its result on each instance. */
export const commandRecord = z.object({
  commandId: z.string(),
  documentName: z.string(),
  documentVersion: z.string(),
  comment: z.string(),
  parameters: z.record(z.string(), z.array(z.string())),
  instanceIds: z.array(z.string()),
  targets: z.array(z.object({ Key: z.string(), Values: z.array(z.string()) })),
  requestedAt: z.string(),
  expiresAt: z.string(),
  timeoutSeconds: z.int(),
  maxConcurrency: z.string(),
  maxErrors: z.string(),
  invocations: z.array(invocation),
});

export type CommandRecord = z.infer<typeof commandRecord>;
export type Invocation = z.infer<typeof invocation>;
export type Plugin = z.infer<typeof plugin>;
type InvocationStatus = Invocation['status'];

export function hasEnded(status: InvocationStatus): boolean {
  return (endedStatuses as readonly string[]).includes(status);
}

export function isOver(command: CommandRecord): boolean {
  return command.invocations.every(({ status }) => hasEnded(status));
}

/** Derives a command's status from those of its invocations. */
export function commandStatus({ invocations }: CommandRecord): {
  status: InvocationStatus;
  statusDetails: string;
} {
  if (invocations.length === 0) return { status: 'Success', statusDetails: 'NoInstancesInTag' };
  const order = [
    'InProgress',
    'Cancelling',
    'Pending',
    'Failed',
    'TimedOut',
    'Cancelled',
    'Success',
  ] as const;
  const started = invocations.some(({ status }) => status !== 'Pending');
  for (const status of order) {
    const found = invocations.find((candidate) => candidate.status === status);
    if (!found) continue;
    // Some have ended and others not started: the command is in progress.
    if (status === 'Pending' && started) return { status: 'InProgress', statusDetails: 'InProgress' };
    return { status, statusDetails: found.statusDetails };
  }
  return { status: 'Pending', statusDetails: 'Pending' };
}
