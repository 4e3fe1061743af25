import { gunzipSync, gzipSync } from 'node:zlib';
import { type HostManifest, hostManifestSchema, manifestBuildSchema } from '@pineapple/core';
import { z } from 'zod';
import { maxPayloadCharacters, payloadPattern } from './host-command.ts';

/** The most bytes that a payload may unpack to. A lab of 100 containers with 4 interfaces each needs a tenth of it. */
export const maxPayloadBytes = 1024 * 1024;

/** A host manifest that is too large, or a payload that is not valid. The message says what is wrong. */
export class PayloadError extends Error {
  override readonly name = 'PayloadError';
}

/**
 * Packs a host manifest into the one argument of a host command: base64url of gzip of JSON.
 *
 * @throws PayloadError if the lab is too large for a command
 */
export function encodePayload(desired: HostManifest): string {
  const payload = pack(desired);
  if (!payloadPattern.test(payload)) {
    throw new PayloadError(
      `Lab ${desired.labId} packs to ${payload.length} characters, and a host command can have ${maxPayloadCharacters}. Remove files or containers.`,
    );
  }
  return payload;
}

/**
 * Unpacks the result of `encodePayload`.
 *
 * @throws PayloadError if the text is not such a payload, or unpacks to more than `maxPayloadBytes`
 */
export function decodePayload(text: string): HostManifest {
  return decode(text, hostManifestSchema, 'a host manifest');
}

const buildCommandSchema = z.object({
  format: z.literal(1),
  ownerId: z.string(),
  name: z.string(),
  buildId: z.string().regex(/^[0-9a-f-]{36}$/),
  build: manifestBuildSchema,
});

/** What a host is told to build, and for whom it reports the end. */
export type BuildCommand = z.infer<typeof buildCommandSchema>;

/** Packs a build into the one argument of a host command. A Dockerfile always fits. */
export function encodeBuild(command: BuildCommand): string {
  return pack(command);
}

/** Unpacks the result of `encodeBuild`. @throws PayloadError, as `decodePayload` */
export function decodeBuild(text: string): BuildCommand {
  return decode(text, buildCommandSchema, 'a build');
}

const saveCommandSchema = z.object({
  format: z.literal(1),
  ownerId: z.string().regex(/^usr_[a-z0-9]{12}$/),
  snapshotId: z.string().regex(/^snp_[a-z0-9]{12}$/),
  labId: z.string().regex(/^lab_[a-z0-9]{12}$/),
  containers: z.array(z.string()).min(1).max(1000),
});

/** Which containers of a lab a host is told to save, and for which snapshot it reports each. */
export type SaveCommand = z.infer<typeof saveCommandSchema>;

/** Packs it into the one argument of a host command. Ids of a thousand containers fit. */
export function encodeSave(command: SaveCommand): string {
  return pack(command);
}

/** Unpacks the result of `encodeSave`. @throws PayloadError, as `decodePayload` */
export function decodeSave(text: string): SaveCommand {
  return decode(text, saveCommandSchema, 'a save');
}

function pack(value: unknown): string {
  return gzipSync(JSON.stringify(value), { level: 9 }).toString('base64url');
}

function decode<T>(text: string, schema: z.ZodType<T>, what: string): T {
  if (!payloadPattern.test(text)) {
    throw new PayloadError(
      `The payload (${text.length} characters) is not base64url of 1 to ${maxPayloadCharacters} characters.`,
    );
  }
  const parsed = schema.safeParse(parseJson(unpack(text)));
  if (!parsed.success) {
    throw new PayloadError(`The payload is not ${what}: ${parsed.error.message}`, { cause: parsed.error });
  }
  return parsed.data;
}

function unpack(text: string): string {
  try {
    return gunzipSync(Buffer.from(text, 'base64url'), { maxOutputLength: maxPayloadBytes }).toString('utf8');
  } catch (cause) {
    const tooLarge = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    throw new PayloadError(
      tooLarge ? `The payload unpacks to more than ${maxPayloadBytes} bytes.` : 'The payload is not gzip.',
      { cause },
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PayloadError('The payload is not JSON.', { cause });
  }
}
