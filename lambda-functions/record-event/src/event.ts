import {
  contentsSaved,
  hostEventTypes,
  hostOfSource,
  hostReported,
  imageBuilt,
  labRemoved,
  observationsReported,
  terminatingEventSource,
  terminatingEventType,
} from '@pineapple/contracts';
import { z } from 'zod';

const commandEventSource = 'aws.ssm';
const commandEventType = 'EC2 Command Invocation Status-change Notification';

/** The detail of Systems Manager's event for a changed command status on one host. It contains no output. */
const commandStatusChanged = z.object({
  'command-id': z.string(),
  'document-name': z.string(),
  'instance-id': z.string(),
  status: z.string(),
});

const from = <S extends z.ZodType, T extends string, D extends z.ZodType>(source: S, type: T, detail: D) =>
  z.object({ source, 'detail-type': z.literal(type), detail });

/** The host that put the event, by its source, which IAM lets no other host use. */
const host = z.string().transform((source, context) => {
  const hostId = hostOfSource(source);
  if (hostId !== null) return hostId;
  context.issues.push({ code: 'custom', message: 'is no source of a host', input: source });
  return z.NEVER;
});

/** The detail of Auto Scaling's event for an instance that waits to be terminated. The rule selects the hosts' group. */
const hostTerminating = z.object({ EC2InstanceId: z.string() });

/** Every EventBridge event that this function's rules match. */
export const recordedEvent = z.discriminatedUnion('detail-type', [
  from(host, hostEventTypes.observations, observationsReported),
  from(host, hostEventTypes.host, hostReported),
  from(host, hostEventTypes.labRemoved, labRemoved),
  from(host, hostEventTypes.imageBuilt, imageBuilt),
  from(host, hostEventTypes.contentsSaved, contentsSaved),
  from(z.literal(commandEventSource), commandEventType, commandStatusChanged),
  from(z.literal(terminatingEventSource), terminatingEventType, hostTerminating),
]);

export type HostTerminating = z.infer<typeof hostTerminating>;
export type CommandStatusChanged = z.infer<typeof commandStatusChanged>;
