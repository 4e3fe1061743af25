import { gunzipSync, gzipSync } from 'node:zlib';
import { type HostManifest, hostManifestSchema } from '@pineapple/core';
import { payloadPattern } from './host-command.ts';

/** The most a payload may unpack to, in bytes. A lab of 100 containers with 4 interfaces each is a tenth of it. */
export const maxPayloadBytes = 1024 * 1024;

/** A desired lab or a payload that can't be one. The message says what was wrong; `cause` holds the details. */
export class PayloadError extends Error {
  override readonly name = 'PayloadError';
}

/**
 * Packs a desired lab into the one argv word that a host command carries: base64url of gzip of JSON.
 *
 * @throws PayloadError when the lab is too large for a command
 */
export function encodePayload(desired: HostManifest): string {
  const payload = gzipSync(JSON.stringify(desired), { level: 9 }).toString('base64url');
  if (!payloadPattern.test(payload)) {
    throw new PayloadError(
      `Lab ${desired.labId} packs to ${payload.length} characters, more than a host command can carry`,
    );
  }
  return payload;
}

/**
 * Unpacks what `encodePayload` packed.
 *
 * @throws PayloadError when the text is no such payload, or unpacks to more than `maxPayloadBytes`
 */
export function decodePayload(text: string): HostManifest {
  if (!payloadPattern.test(text)) {
    throw new PayloadError(`The payload (${text.length} characters) is not base64url of a permitted length`);
  }
  const parsed = hostManifestSchema.safeParse(parseJson(unpack(text)));
  if (!parsed.success) {
    throw new PayloadError(`The payload is not a desired lab: ${parsed.error.message}`, {
      cause: parsed.error,
    });
  }
  return parsed.data;
}

function unpack(text: string): string {
  try {
    return gunzipSync(Buffer.from(text, 'base64url'), { maxOutputLength: maxPayloadBytes }).toString('utf8');
  } catch (cause) {
    const tooLarge = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    throw new PayloadError(
      tooLarge ? `The payload unpacks to more than ${maxPayloadBytes} bytes` : 'The payload is not gzip',
      { cause },
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PayloadError('The payload is not JSON', { cause });
  }
}
