import {
  hostEventSource,
  hostEventTypes,
  hostReported,
  labRemoved,
  observationsReported,
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

const from = <S extends string, T extends string, D extends z.ZodType>(source: S, type: T, detail: D) =>
  z.object({ source: z.literal(source), 'detail-type': z.literal(type), detail });

/** Every EventBridge event that this function's rules match. */
export const recordedEvent = z.discriminatedUnion('detail-type', [
  from(hostEventSource, hostEventTypes.observations, observationsReported),
  from(hostEventSource, hostEventTypes.host, hostReported),
  from(hostEventSource, hostEventTypes.labRemoved, labRemoved),
  from(commandEventSource, commandEventType, commandStatusChanged),
]);

export type CommandStatusChanged = z.infer<typeof commandStatusChanged>;
