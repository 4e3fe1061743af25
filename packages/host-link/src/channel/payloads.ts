import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  type ChannelMessage,
  ChannelMessageError,
  encodeMessage,
  formatMessageId,
  messageFlags,
} from './message.ts';

/**
 * The JSON of the protocol, as in the agent's agent/session/contracts/model.go. Every decoder throws
 * ChannelMessageError.
 */
const openDataChannel = z.object({
  MessageSchemaVersion: z.literal('1.0'),
  RequestId: z.uuid(),
  TokenValue: z.string().min(1).max(2048),
  ClientId: z.uuid(),
  ClientVersion: z.string().max(64).optional(),
});
const handshakeRequest = z.object({
  AgentVersion: z.string(),
  RequestedClientActions: z.array(z.object({ ActionType: z.string(), ActionParameters: z.unknown() })),
});
const handshakeResponse = z.object({
  ClientVersion: z.string(),
  ProcessedClientActions: z.array(
    z.object({
      ActionType: z.string(),
      ActionStatus: z.union([z.literal(1), z.literal(2), z.literal(3)]),
      ActionResult: z.unknown(),
      Error: z.string().default(''),
    }),
  ),
  Errors: z.array(z.string()).nullish(),
});
const handshakeComplete = z.object({
  /** Nanoseconds. */
  HandshakeTimeToComplete: z.number(),
  CustomerMessage: z.string().default(''),
});
const channelClosed = z.object({
  MessageId: z.string().default(''),
  CreatedDate: z.string().default(''),
  DestinationId: z.string().default(''),
  SessionId: z.string().default(''),
  MessageType: z.string().default('channel_closed'),
  SchemaVersion: z.number().default(1),
  Output: z.string().default(''),
});
const size = z.object({ cols: z.int().min(1).max(65_535), rows: z.int().min(1).max(65_535) });

export type OpenDataChannel = z.infer<typeof openDataChannel>;
type HandshakeRequest = z.infer<typeof handshakeRequest>;
type HandshakeResponse = z.infer<typeof handshakeResponse>;
type HandshakeComplete = z.infer<typeof handshakeComplete>;
type ChannelClosed = z.infer<typeof channelClosed>;
type Size = z.infer<typeof size>;

export const actionStatus = { success: 1, failed: 2, unsupported: 3 } as const;

/**
 * The version of AWS's Session Manager plugin that this client behaves like: the oldest that AWS supports, and the first to
 * sign its data channels.
 */
export const clientVersion = '1.2.764.0';

/** The first frame of a connection, a text frame: the token proves that the client may use the session. */
export function encodeOpenDataChannel(token: string, clientId: string): string {
  return JSON.stringify({
    MessageSchemaVersion: '1.0',
    RequestId: randomUUID(),
    TokenValue: token,
    ClientId: clientId,
    ClientVersion: clientVersion,
  } satisfies OpenDataChannel);
}

export const encodeHandshakeRequest = (value: HandshakeRequest): Buffer => encodeJson(value);
export const encodeHandshakeResponse = (value: HandshakeResponse): Buffer => encodeJson(value);
export const encodeHandshakeComplete = (value: HandshakeComplete): Buffer => encodeJson(value);
export const encodeChannelClosed = (value: ChannelClosed): Buffer => encodeJson(value);
export const encodeSize = (value: Size): Buffer => encodeJson(value);

/** The whole message that acknowledges another one. */
export function encodeAcknowledge({ type, id, sequence }: ChannelMessage): Buffer {
  const payload = Buffer.from(
    `{"AcknowledgedMessageType":"${type}","AcknowledgedMessageId":"${formatMessageId(id)}",` +
      `"AcknowledgedMessageSequenceNumber":${sequence},"IsSequentialMessage":true}`,
    'latin1',
  );
  return encodeMessage('acknowledge', { flags: messageFlags.syn | messageFlags.fin, payload });
}

export const decodeOpenDataChannel = (frame: Buffer): OpenDataChannel =>
  decodeJson(openDataChannel, frame, 'The first frame');
export const decodeHandshakeRequest = (payload: Buffer): HandshakeRequest =>
  decodeJson(handshakeRequest, payload, 'A handshake request');
export const decodeHandshakeResponse = (payload: Buffer): HandshakeResponse =>
  decodeJson(handshakeResponse, payload, 'A handshake response');
export const decodeHandshakeComplete = (payload: Buffer): HandshakeComplete =>
  decodeJson(handshakeComplete, payload, 'A handshake complete');
export const decodeChannelClosed = (payload: Buffer): ChannelClosed =>
  decodeJson(channelClosed, payload, 'A channel closed');
export const decodeSize = (payload: Buffer): Size => decodeJson(size, payload, 'A size');

/** The sequence number of the acknowledged message. Checked by hand: there is one acknowledge per message. */
export function decodeAcknowledge({ payload }: ChannelMessage): number {
  const content = parseJson(payload, 'An acknowledge');
  const sequence =
    typeof content === 'object' && content !== null && 'AcknowledgedMessageSequenceNumber' in content
      ? content.AcknowledgedMessageSequenceNumber
      : undefined;
  if (typeof sequence !== 'number' || !Number.isSafeInteger(sequence) || sequence < 0) {
    throw new ChannelMessageError('An acknowledge has no valid AcknowledgedMessageSequenceNumber');
  }
  return sequence;
}

function encodeJson(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function parseJson(payload: Buffer, subject: string): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch (cause) {
    throw new ChannelMessageError(`${subject} is not JSON`, { cause });
  }
}

function decodeJson<T>(schema: z.ZodType<T>, payload: Buffer, subject: string): T {
  const parsed = schema.safeParse(parseJson(payload, subject));
  if (!parsed.success) {
    throw new ChannelMessageError(`${subject} is invalid: ${z.prettifyError(parsed.error)}`, {
      cause: parsed.error,
    });
  }
  return parsed.data;
}
