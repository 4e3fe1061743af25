import { type terminalSize, terminalNamePattern } from '@pineapple/host-link/protocol';
import { fail, ok, type Result } from '@pineapple/core';
import { z } from 'zod';

const count = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most));

/** The largest window that a client may request. */
const widestWindowBytes = 8 * 1024 * 1024;

const query = z.object({
  terminal: z.string().regex(terminalNamePattern).default('main'),
  mode: z.enum(['write', 'view']).default('write'),
  tty: z.enum(['yes', 'no']).default('yes'),
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

/** A position in the output of one incarnation of a terminal. */
export interface Position {
  readonly incarnation: string;
  readonly offset: number;
}

/** How a client wants to join a terminal. */
export interface JoinRequest {
  readonly name: string;
  readonly readOnly: boolean;
  /** False runs a shell without a pseudo-terminal, for this client alone. */
  readonly tty: boolean;
  readonly size: z.infer<typeof terminalSize> | null;
  readonly resume: Position | null;
  /** Bytes that may be in flight without an `ack`; null leaves the limit to TCP. */
  readonly window: number | null;
}

const expected: Readonly<Record<string, string>> = {
  terminal: 'a name of 1 to 32 lower-case letters, digits and hyphens',
  mode: 'write or view',
  tty: 'yes or no',
  cols: 'an integer from 2 to 1000',
  rows: 'an integer from 2 to 500',
  resume: '<incarnation>:<offset>',
  window: `an integer from 1024 to ${widestWindowBytes}`,
};

/** Parses the query of a terminal's URL. The error is a message for the client. */
export function parseJoinRequest(search: URLSearchParams): Result<JoinRequest, string> {
  const read = query.safeParse(Object.fromEntries(search));
  if (!read.success) {
    const key = String(read.error.issues[0]?.path[0]);
    const given = search.get(key)?.slice(0, 60);
    return fail(`The query parameter ${key} is '${given}'. Use ${expected[key]}.`);
  }
  const { terminal, mode, tty, cols, rows, resume = null, window = null } = read.data;
  const size = cols !== undefined && rows !== undefined ? { cols, rows } : null;
  return ok({ name: terminal, readOnly: mode === 'view', tty: tty === 'yes', size, resume, window });
}
