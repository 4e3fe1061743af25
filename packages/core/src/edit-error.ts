import { fail, type Result } from './result.ts';

/** One broken rule of an input. */
export interface Issue {
  /** Where in the input, outermost first, e.g. `['networks', '0', 'ipv4Address']`. */
  readonly path: readonly string[];
  /** The rule, the value, and what to do. */
  readonly message: string;
}

/** Why an edit was refused. Nothing was changed. */
export type EditError =
  | { readonly kind: 'validation'; readonly message: string; readonly issues: readonly Issue[] }
  | {
      readonly kind: 'not-found';
      /** The id that was not found. */
      readonly subject: string;
      readonly message: string;
    }
  | { readonly kind: 'conflict'; readonly message: string }
  | { readonly kind: 'quota'; readonly message: string; readonly limit: number; readonly used: number };

type Refusal = Result<never, EditError>;

/** @param issues - At least one. */
export function invalid(issues: readonly Issue[]): Refusal {
  return fail({ kind: 'validation', message: issues.map(({ message }) => message).join(' '), issues });
}

export function notFound(subject: string, message: string): Refusal {
  return fail({ kind: 'not-found', subject, message });
}

export function conflict(message: string): Refusal {
  return fail({ kind: 'conflict', message });
}

/** @param things - What is counted, in the plural, e.g. 'networks'. */
export function overQuota(things: string, limit: number, used: number): Refusal {
  const message = `The lab has ${used} ${things}, and a lab may have at most ${limit}. Delete some first.`;
  return fail({ kind: 'quota', message, limit, used });
}
