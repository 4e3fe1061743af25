import { z } from 'zod';
import { StreamRefusal } from '../stream-refusal.ts';

/** Which past lines a client requests. */
export interface LogQuery {
  readonly tail: number;
  /** Only lines after this time, as seconds and nanoseconds in Docker's notation. */
  readonly since: string | null;
}

const defaultTail = 200;
const maxTail = 10_000;
const timestamp = z.iso.datetime({ offset: true });

/** @throws StreamRefusal when a parameter is invalid */
export function parseLogQuery(query: URLSearchParams): LogQuery {
  const since = query.get('since');
  if (since !== null && !timestamp.safeParse(since).success) {
    throw new StreamRefusal('BAD_REQUEST', `since must be an RFC 3339 timestamp, not ${since}`);
  }
  const tail = query.get('tail') ?? String(since === null ? defaultTail : maxTail);
  if (!/^\d{1,5}$/.test(tail) || Number(tail) > maxTail) {
    throw new StreamRefusal('BAD_REQUEST', `tail must be a number from 0 to ${maxTail}, not ${tail}`);
  }
  return { tail: Number(tail), since: since === null ? null : justAfter(since) };
}

/** The nanosecond after an RFC 3339 timestamp, in Docker's notation. */
export function justAfter(text: string): string {
  const seconds = BigInt(Math.floor(Date.parse(text) / 1000));
  const fraction = /\.(\d{1,9})/.exec(text)?.[1] ?? '';
  const nanos = seconds * 1_000_000_000n + BigInt(fraction.padEnd(9, '0')) + 1n;
  return `${nanos / 1_000_000_000n}.${(nanos % 1_000_000_000n).toString().padStart(9, '0')}`;
}
