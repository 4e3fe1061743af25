import { z } from 'zod';
import { InvalidCursorError } from './store-error.ts';

/** A place in a list that is ordered by creation time, newest first. Opaque to clients. */
export interface Position {
  readonly createdAt: string;
  readonly id: string;
}

const encoded = z.tuple([z.string(), z.string()]);

export function toCursor({ createdAt, id }: Position): string {
  return Buffer.from(JSON.stringify([createdAt, id])).toString('base64url');
}

/** @throws InvalidCursorError */
export function fromCursor(cursor: string): Position {
  try {
    const [createdAt, id] = encoded.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { createdAt, id };
  } catch {
    throw new InvalidCursorError(cursor);
  }
}

/** Orders newest first. The id decides between equals, so that a page never repeats or skips one. */
export function newestFirst(a: Position, b: Position): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? 1 : -1;
}
