import { z } from 'zod';
import { ChannelMessageError } from './message-error.ts';

/** Reads JSON of a known shape out of a payload or a text frame. @throws ChannelMessageError */
export function parseJsonPayload<T>(schema: z.ZodType<T>, payload: Buffer, what: string): T {
  let json: unknown;
  try {
    json = JSON.parse(payload.toString('utf8'));
  } catch (cause) {
    throw new ChannelMessageError(`${what} is not JSON`, { cause });
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    throw new ChannelMessageError(`${what} is not what it should be: ${z.prettifyError(parsed.error)}`, {
      cause: parsed.error,
    });
  }
  return parsed.data;
}

export function jsonPayload(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}
