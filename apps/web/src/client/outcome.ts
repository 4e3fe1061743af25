import type { UserErrorCode } from '../generated/graphql.ts';

/** Why a mutation failed, ready to show in a form. */
export interface Problem {
  /** The code of an expected failure, BAD_INPUT for input that the API could not parse, or FAULT for the rest. */
  readonly code: UserErrorCode | 'BAD_INPUT' | 'FAULT';
  /** Empty for a FAULT: the page reports it once, from the client's `faults`. */
  readonly message: string;
  /** Messages by the path of their field: `name`, `networks.0.ipv4Address`. */
  readonly fields: Readonly<Record<string, string>>;
  readonly retryAfterSeconds: number | null;
}

export type Outcome<P> =
  { readonly ok: true; readonly payload: P } | { readonly ok: false; readonly problem: Problem };

/** The result of a mutation: its payload, or one of the errors in its union. */
export interface Answer {
  readonly __typename?: string;
}
export type PayloadOf<A extends Answer> = Extract<A, { __typename?: `${string}Payload` }>;

interface UserErrorAnswer {
  readonly code: UserErrorCode;
  readonly message: string;
  readonly issues?: readonly { readonly path: readonly string[]; readonly message: string }[];
  readonly retryAfterSeconds?: number;
}

/** Turns a mutation's result into its payload or a problem. Only this function knows the error types. */
export function toOutcome<A extends Answer>(answer: A): Outcome<PayloadOf<A>> {
  if (isPayload(answer)) return { ok: true, payload: answer };
  const error = answer as unknown as UserErrorAnswer;
  const fields: Record<string, string> = {};
  for (const issue of error.issues ?? []) {
    const path = issue.path.filter((part) => part !== 'input').join('.');
    fields[path] = path in fields ? `${fields[path]} ${issue.message}` : issue.message;
  }
  return failure({
    code: error.code,
    message: error.message,
    fields,
    retryAfterSeconds: error.retryAfterSeconds ?? null,
  });
}

function isPayload<A extends Answer>(answer: A): answer is A & PayloadOf<A> {
  return answer.__typename?.endsWith('Payload') ?? false;
}

/**
 * The problem for input that the API could not parse, such as a malformed subnet. GraphQL names the field in its
 * message: `Variable "$input" got invalid value "10.0" at "input.ipv4Subnet"; …`.
 */
export function unparsableInput(message: string): Problem {
  const match = /at "input\.([^"]+)"; (?:Expected type "\w+"\. )?(.+)$/s.exec(message);
  const fields: Record<string, string> = {};
  if (match?.[1] && match[2]) fields[match[1].replace(/\[(\d+)\]/g, '.$1')] = match[2];
  return { code: 'BAD_INPUT', message, fields, retryAfterSeconds: null };
}

export function failure(problem: Problem): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem };
}

/** The message above a form: everything that can't be shown beside one of its fields. */
export function formMessage(problem: Problem, shownFields: readonly string[]): string | null {
  const paths = Object.keys(problem.fields);
  if (paths.length === 0) return withWait(problem);
  const elsewhere = paths.filter((path) => !shownFields.includes(path));
  return elsewhere.length === 0 ? null : elsewhere.map((path) => problem.fields[path]).join(' ');
}

function withWait({ message, retryAfterSeconds }: Problem): string {
  if (retryAfterSeconds === null) return message;
  return `${message} Try again in ${retryAfterSeconds} ${retryAfterSeconds === 1 ? 'second' : 'seconds'}.`;
}
