import type { z } from 'zod';

/** A fault of the data or of the program, never of a user. */
export class StoreError extends Error {
  override readonly name: string = 'StoreError';
}

/** A row is not what this version of the program writes. The message names the table, the key and what is wrong. */
export class CorruptRowError extends StoreError {
  override readonly name = 'CorruptRowError';

  constructor(table: string, key: string, cause: z.ZodError) {
    // Not the values: they may be secret.
    const faults = cause.issues.map(({ path, message }) => `${path.join('.') || 'the row'}: ${message}`);
    super(`The row ${key} of table ${table} can't be read: ${faults.join('; ')}`, { cause });
  }
}

/** A row that was to be changed is not there, for example because it was deleted meanwhile. */
export class MissingRowError extends StoreError {
  override readonly name = 'MissingRowError';

  constructor(table: string, key: string) {
    super(`The row ${key} of table ${table} is not there`);
  }
}

/** A cursor was not made by this store. */
export class InvalidCursorError extends StoreError {
  override readonly name = 'InvalidCursorError';

  constructor(cursor: string) {
    super(`${JSON.stringify(cursor.slice(0, 80))} is no cursor of this list; use an endCursor it gave`);
  }
}
