import { z } from 'zod';
import { jsonPayload, parseJsonPayload } from './json-payload.ts';

/** Payloads that are JSON, as in the agent's agent/session/contracts/model.go. */
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

export type HandshakeRequest = z.infer<typeof handshakeRequest>;
export type HandshakeResponse = z.infer<typeof handshakeResponse>;
export type HandshakeComplete = z.infer<typeof handshakeComplete>;
export type ChannelClosed = z.infer<typeof channelClosed>;
export type SizePayload = z.infer<typeof size>;

export const actionStatus = { success: 1, failed: 2, unsupported: 3 } as const;

export const encodeHandshakeRequest = (value: HandshakeRequest): Buffer => jsonPayload(value);
export const encodeHandshakeResponse = (value: HandshakeResponse): Buffer => jsonPayload(value);
export const encodeHandshakeComplete = (value: HandshakeComplete): Buffer => jsonPayload(value);
export const encodeChannelClosed = (value: ChannelClosed): Buffer => jsonPayload(value);
export const encodeSize = (value: SizePayload): Buffer => jsonPayload(value);

/** @throws ChannelMessageError, as do all of these */
export const decodeHandshakeRequest = (payload: Buffer): HandshakeRequest =>
  parseJsonPayload(handshakeRequest, payload, 'A handshake request');
export const decodeHandshakeResponse = (payload: Buffer): HandshakeResponse =>
  parseJsonPayload(handshakeResponse, payload, 'A handshake response');
export const decodeHandshakeComplete = (payload: Buffer): HandshakeComplete =>
  parseJsonPayload(handshakeComplete, payload, 'A handshake complete');
export const decodeChannelClosed = (payload: Buffer): ChannelClosed =>
  parseJsonPayload(channelClosed, payload, 'A channel closed');
export const decodeSize = (payload: Buffer): SizePayload => parseJsonPayload(size, payload, 'A size');
