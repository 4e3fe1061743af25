import type { Payload } from './operation.ts';

/** A request that the API did not carry out: a wrong token, a limit, an unreachable website. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  /** Such as UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT or RATE_LIMITED; null if the answer was not GraphQL. */
  readonly code: string | null;

  constructor(message: string, code: string | null, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A mutation that the API refused, with what to do in its message. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  /** A UserErrorCode, such as VALIDATION. */
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** The payload of a mutation's result. @throws RefusedError for a UserError */
export function payloadOf<Result extends object>(result: Result): Payload<Result> {
  if ('message' in result) {
    const { message, code } = result as { readonly message: unknown; readonly code?: unknown };
    throw new RefusedError(String(message), String(code ?? ''));
  }
  return result as Payload<Result>;
}

interface GraphqlError {
  readonly message: string;
  readonly extensions?: { readonly code?: unknown } | undefined;
}

/** The first of the errors of an answer. */
export function requestError([error]: readonly GraphqlError[]): RequestError {
  const code = error?.extensions?.code;
  return new RequestError(error?.message ?? 'The request failed.', typeof code === 'string' ? code : null);
}
