import {
  hostMessage,
  type HostMessage,
  labMessage,
  type LabMessage,
  userMessage,
  type UserMessage,
} from '@pineapple/contracts';

/** One channel of the bus and the schema of its messages. */
export interface Topic<Message> {
  readonly channel: string;
  readonly schema: { parse(value: unknown): Message };
}

/** Every topic of the product. */
export const topics = {
  lab: (labId: string): Topic<LabMessage> => ({ channel: `lab:${labId}`, schema: labMessage }),
  user: (userId: string): Topic<UserMessage> => ({ channel: `user:${userId}`, schema: userMessage }),
  hosts: { channel: 'hosts', schema: hostMessage } satisfies Topic<HostMessage>,
  /** Has no subscribers. An API instance publishes on it once, to check that it can reach the bus. */
  readiness: { channel: 'ready', schema: { parse: () => null } } satisfies Topic<null>,
};

/** A message on a channel is not JSON, or does not match the schema of its topic. `cause` says why. */
export class InvalidMessageError extends Error {
  override readonly name = 'InvalidMessageError';

  constructor(channel: string, cause: unknown) {
    super(`Ignored an invalid message on the channel ${channel}`, { cause });
  }
}

export function encodeMessage(message: unknown): string {
  return JSON.stringify(message);
}

/** @throws InvalidMessageError */
export function decodeMessage<Message>({ channel, schema }: Topic<Message>, text: string): Message {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new InvalidMessageError(channel, error);
  }
}
