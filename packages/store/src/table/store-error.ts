import type { z } from 'zod';

/** A fault in the data or the program, never caused by a user's input. */
export class StoreError extends Error {
  override readonly name: string = 'StoreError';
}

/** A row does not have the shape that this version reads. The message names the table, the key and what is wrong. */
export class CorruptRowError extends StoreError {
  override readonly name = 'CorruptRowError';

  constructor(table: string, key: string, cause: z.ZodError) {
    // Without the values, because they may be secret.
    const faults = cause.issues.map(({ path, message }) => `${path.join('.') || 'the row'}: ${message}`);
    super(`The row ${key} of table ${table} can't be read: ${faults.join('; ')}`, { cause });
  }
}

/** A row to change does not exist, for example because it was deleted meanwhile. */
export class MissingRowError extends StoreError {
  override readonly name = 'MissingRowError';

  constructor(table: string, key: string) {
    super(`The row ${key} of table ${table} does not exist.`);
  }
}

/** A cursor that does not come from this store. */
export class InvalidCursorError extends StoreError {
  override readonly name = 'InvalidCursorError';

  constructor(cursor: string) {
    super(
      `${JSON.stringify(cursor.slice(0, 80))} is not a cursor of this list. Use an endCursor that it returned.`,
    );
  }
}
