import { z } from 'zod';
import { StreamRefusal } from '../stream-refusal.ts';

/** Which lines of the past are asked for. */
export interface LogQuery {
  readonly tail: number;
  /** Only lines after this moment, as seconds and nanoseconds: Docker's own way to write it. */
  readonly since: string | null;
}

const usualTail = 200;
const mostTail = 10_000;
const moment = z.iso.datetime({ offset: true });

/** @throws StreamRefusal naming what is wrong */
export function parseLogQuery(query: URLSearchParams): LogQuery {
  const since = query.get('since');
  if (since !== null && !moment.safeParse(since).success) {
    throw new StreamRefusal('BAD_REQUEST', 'since is a moment as RFC 3339 writes it');
  }
  const tail = query.get('tail') ?? String(since === null ? usualTail : mostTail);
  if (!/^\d{1,5}$/.test(tail) || Number(tail) > mostTail) {
    throw new StreamRefusal('BAD_REQUEST', `tail is a number from 0 to ${mostTail}`);
  }
  return { tail: Number(tail), since: since === null ? null : justAfter(since) };
}

/** The nanosecond after a moment that RFC 3339 writes, as Docker takes it. */
export function justAfter(text: string): string {
  const seconds = BigInt(Math.floor(Date.parse(text) / 1000));
  const fraction = /\.(\d{1,9})/.exec(text)?.[1] ?? '';
  const nanos = seconds * 1_000_000_000n + BigInt(fraction.padEnd(9, '0')) + 1n;
  return `${nanos / 1_000_000_000n}.${(nanos % 1_000_000_000n).toString().padStart(9, '0')}`;
}
