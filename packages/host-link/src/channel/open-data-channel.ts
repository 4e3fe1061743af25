import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { parseJsonPayload } from './json-payload.ts';

const openDataChannel = z.object({
  MessageSchemaVersion: z.literal('1.0'),
  RequestId: z.uuid(),
  TokenValue: z.string().min(1).max(2048),
  ClientId: z.uuid(),
  ClientVersion: z.string().max(64).optional(),
});

/** The text frame with which a client shows that it may use a session: the first frame of a connection. */
export type OpenDataChannel = z.infer<typeof openDataChannel>;

/** The version of AWS's own plugin whose behaviour a client has. */
export const clientVersion = '1.2.0.0';

export function encodeOpenDataChannel(token: string, clientId: string): string {
  return JSON.stringify({
    MessageSchemaVersion: '1.0',
    RequestId: randomUUID(),
    TokenValue: token,
    ClientId: clientId,
    ClientVersion: clientVersion,
  } satisfies OpenDataChannel);
}

/** @throws ChannelMessageError */
export function decodeOpenDataChannel(frame: Buffer): OpenDataChannel {
  return parseJsonPayload(openDataChannel, frame, 'The first frame');
}
