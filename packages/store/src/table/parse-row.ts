import type { z } from 'zod';
import { CorruptRowError } from './store-error.ts';

/** A row as DynamoDB returns it. */
export type RawRow = Readonly<Record<string, unknown>>;

/** Parses a row that was read. @throws CorruptRowError */
export function parseRow<T>(schema: z.ZodType<T>, table: string, keys: readonly string[], row: RawRow): T {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  throw new CorruptRowError(table, keys.map((key) => String(row[key])).join(' / '), parsed.error);
}
