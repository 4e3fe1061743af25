import { type terminalSize, terminalNamePattern } from '@pineapple/host-link/protocol';
import { fail, ok, type Result } from '@pineapple/core';
import { z } from 'zod';

const count = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most));

/** The most that may be under way to a client, whatever it asks for. */
const widestWindowBytes = 8 * 1024 * 1024;

const query = z.object({
  terminal: z.string().regex(terminalNamePattern).default('main'),
  mode: z.enum(['write', 'view']).default('write'),
  cols: count(2, 1000).optional(),
  rows: count(2, 500).optional(),
  resume: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}:\d{1,15}$/)
    .transform((text) => {
      const [incarnation = '', offset] = text.split(':');
      return { incarnation, offset: Number(offset) };
    })
    .optional(),
  window: count(1024, widestWindowBytes).optional(),
});

/** A place in the output of one incarnation of a terminal. */
export interface Position {
  readonly incarnation: string;
  readonly offset: number;
}

/** How a client wants to join a terminal. */
export interface JoinRequest {
  readonly name: string;
  readonly readOnly: boolean;
  readonly size: z.infer<typeof terminalSize> | null;
  readonly resume: Position | null;
  /** Bytes that may be under way without an `ack`; null leaves that to the connection. */
  readonly window: number | null;
}

const wanted: Readonly<Record<string, string>> = {
  terminal: 'a name of 1 to 32 lower-case letters, digits and hyphens',
  mode: 'write or view',
  cols: 'a whole number from 2 to 1000',
  rows: 'a whole number from 2 to 500',
  resume: '<incarnation>:<offset>',
  window: `a whole number from 1024 to ${widestWindowBytes}`,
};

/** Reads the query of a terminal's address; what is wrong with it in words for whoever wrote it. */
export function parseJoinRequest(search: URLSearchParams): Result<JoinRequest, string> {
  const read = query.safeParse(Object.fromEntries(search));
  if (!read.success) {
    const key = String(read.error.issues[0]?.path[0]);
    const given = search.get(key)?.slice(0, 60);
    return fail(`The query's ${key} is '${given}': it has to be ${wanted[key]}.`);
  }
  const { terminal, mode, cols, rows, resume = null, window = null } = read.data;
  const size = cols !== undefined && rows !== undefined ? { cols, rows } : null;
  return ok({ name: terminal, readOnly: mode === 'view', size, resume, window });
}
