import { hash, randomFillSync } from 'node:crypto';

/** A message that violates the protocol of the data channel. */
export class ChannelMessageError extends Error {
  override readonly name = 'ChannelMessageError';
}

/**
 * The binary messages of a Session Manager data channel, as in the agent's agent/session/contracts/agentmessage.go
 * (github.com/aws/amazon-ssm-agent). Numbers are big-endian.
 *
 * | offset | bytes | field                                               |
 * | ------ | ----- | --------------------------------------------------- |
 * | 0      | 4     | length of the header: 116                           |
 * | 4      | 32    | message type, padded with spaces                    |
 * | 36     | 4     | schema version: 1                                   |
 * | 40     | 8     | created, ms since 1970                              |
 * | 48     | 8     | sequence number, from 0 in each direction           |
 * | 56     | 8     | flags: bit 0 SYN, bit 1 FIN                         |
 * | 64     | 16    | message id, a UUID with its last 8 bytes first      |
 * | 80     | 32    | SHA-256 of the payload                              |
 * | 112    | 4     | payload type                                        |
 * | 116    | 4     | length of the payload                               |
 * | 120    |       | payload                                             |
 */
export const messageTypes = [
  'input_stream_data',
  'output_stream_data',
  'acknowledge',
  'channel_closed',
  'start_publication',
  'pause_publication',
] as const;
export type MessageType = (typeof messageTypes)[number];

export const payloadTypes = {
  output: 1,
  error: 2,
  size: 3,
  parameter: 4,
  handshakeRequest: 5,
  handshakeResponse: 6,
  handshakeComplete: 7,
  encryptionChallengeRequest: 8,
  encryptionChallengeResponse: 9,
  flag: 10,
  stderr: 11,
  exitCode: 12,
} as const;

/** Bytes of a message before its payload. */
export const messageHeaderBytes = 120;
/** The longest payload of a data message. */
export const maxDataBytes = 1024;

export const messageFlags = { syn: 1, fin: 2 } as const;

export interface ChannelMessage {
  readonly type: MessageType;
  readonly sequence: number;
  readonly flags: number;
  /** 16 bytes as on the wire. `formatMessageId` converts them to a UUID. */
  readonly id: Buffer;
  readonly payloadType: number;
  readonly payload: Buffer;
}

const headerLength = 116;
const schemaVersion = 1;
const twoTo32 = 2 ** 32;

/** The first 40 bytes of a message, which are the same for all messages of a type. */
const prefixes = Object.fromEntries(
  messageTypes.map((type) => {
    const prefix = Buffer.alloc(40);
    prefix.writeUInt32BE(headerLength, 0);
    prefix.write(type.padEnd(32), 4, 'latin1');
    prefix.writeUInt32BE(schemaVersion, 36);
    return [type, prefix];
  }),
) as unknown as Readonly<Record<MessageType, Buffer>>;

const byFirstByte: readonly (MessageType | undefined)[] = Array.from({ length: 256 }, (_, byte) =>
  messageTypes.find((type) => type.charCodeAt(0) === byte),
);

/** As a string of 32 characters, which avoids allocating a buffer for each message. */
const digestOf = (payload: Buffer): string => hash('sha256', payload, 'binary');
/** The service itself sends these, without a creation time and a digest. AWS's plugin does not check them either. */
const publication: readonly MessageType[] = ['start_publication', 'pause_publication'];

/** Message ids have the form of random UUIDs. They are unique: random digits for the process, then a counter. */
const idBase = randomFillSync(Buffer.alloc(16));
idBase[0] = ((idBase[0] ?? 0) & 0x3f) | 0x80;
idBase[14] = ((idBase[14] ?? 0) & 0x0f) | 0x40;
let idCount = 0;

function writeNewId(target: Buffer, at: number): void {
  idBase.copy(target, at);
  idCount += 1;
  target.writeUInt32BE(idCount >>> 0, at + 4);
  target.writeUInt16BE(Math.floor(idCount / twoTo32) & 0xffff, at + 2);
}

function writeLong(target: Buffer, value: number, at: number): void {
  target.writeUInt32BE(Math.floor(value / twoTo32), at);
  target.writeUInt32BE(value % twoTo32, at + 4);
}

/** Writes a message into a buffer that is large enough, and returns the written part. */
export function writeMessage(
  target: Buffer,
  at: number,
  type: MessageType,
  sequence: number,
  flags: number,
  payloadType: number,
  payload: Buffer,
): Buffer {
  prefixes[type].copy(target, at);
  writeLong(target, Date.now(), at + 40);
  writeLong(target, sequence, at + 48);
  writeLong(target, flags, at + 56);
  writeNewId(target, at + 64);
  target.write(digestOf(payload), at + 80, 32, 'latin1');
  target.writeUInt32BE(payloadType, at + 112);
  target.writeUInt32BE(payload.length, at + 116);
  payload.copy(target, at + messageHeaderBytes);
  return target.subarray(at, at + messageHeaderBytes + payload.length);
}

/** Writes a message into a new buffer. */
export function encodeMessage(
  type: MessageType,
  message: { sequence?: number; flags?: number; payloadType?: number; payload: Buffer },
): Buffer {
  const { sequence = 0, flags = 0, payloadType = 0, payload } = message;
  const target = Buffer.allocUnsafe(messageHeaderBytes + payload.length);
  return writeMessage(target, 0, type, sequence, flags, payloadType, payload);
}

/**
 * Reads a message. The id and the payload are views of the frame.
 * @throws ChannelMessageError
 */
export function decodeMessage(frame: Buffer): ChannelMessage {
  if (frame.length < messageHeaderBytes) {
    throw new ChannelMessageError(
      `A message of ${frame.length} bytes is shorter than its header of ${messageHeaderBytes} bytes`,
    );
  }
  const type = typeOf(frame);
  const length = frame.readUInt32BE(116);
  if (length !== frame.length - messageHeaderBytes) {
    throw new ChannelMessageError(
      `A message declares a payload of ${length} bytes but carries ${frame.length - messageHeaderBytes}`,
    );
  }
  const payload = frame.subarray(messageHeaderBytes);
  if (!publication.includes(type)) {
    if (readLong(frame, 40) === 0) throw new ChannelMessageError('A message has no creation time');
    if (length > 0 && digestOf(payload) !== frame.toString('latin1', 80, 112)) {
      throw new ChannelMessageError('A message has a digest that does not match its payload');
    }
  }
  return {
    type,
    sequence: readLong(frame, 48),
    flags: readLong(frame, 56),
    id: frame.subarray(64, 80),
    payloadType: frame.readUInt32BE(112),
    payload,
  };
}

function typeOf(frame: Buffer): MessageType {
  // Each type starts with a different letter.
  const likely = byFirstByte[frame[4] ?? 0];
  if (likely && prefixes[likely].compare(frame, 0, 40) === 0) return likely;
  if (frame.readUInt32BE(0) !== headerLength) {
    throw new ChannelMessageError(
      `A message has a header of ${frame.readUInt32BE(0)} bytes, not ${headerLength}`,
    );
  }
  if (frame.readUInt32BE(36) !== schemaVersion) {
    throw new ChannelMessageError(
      `A message has schema version ${frame.readUInt32BE(36)}, not ${schemaVersion}`,
    );
  }
  // Other senders pad with zeros.
  const name = frame.toString('latin1', 4, 36).replace(/^[\0 ]+|[\0 ]+$/g, '');
  const type = messageTypes.find((known) => known === name);
  if (!type) throw new ChannelMessageError(`A message has the unknown type ${JSON.stringify(name)}`);
  return type;
}

function readLong(frame: Buffer, at: number): number {
  const value = frame.readUInt32BE(at) * twoTo32 + frame.readUInt32BE(at + 4);
  if (!Number.isSafeInteger(value)) {
    throw new ChannelMessageError(`The number at byte ${at} of a message is out of range`);
  }
  return value;
}

/** The UUID of a message id, whose last 8 bytes come first on the wire. */
export function formatMessageId(id: Buffer): string {
  const hex = id.toString('hex');
  return `${hex.slice(16, 24)}-${hex.slice(24, 28)}-${hex.slice(28)}-${hex.slice(0, 4)}-${hex.slice(4, 16)}`;
}

/** The wire form of a UUID. @throws ChannelMessageError when the text is not a UUID */
export function parseMessageId(text: string): Buffer {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) {
    throw new ChannelMessageError(`${JSON.stringify(text)} is not a UUID`);
  }
  const hex = text.replaceAll('-', '');
  return Buffer.from(hex.slice(16) + hex.slice(0, 16), 'hex');
}
