import { GraphQLError } from 'graphql';

type RequestErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'RATE_LIMITED'
  | 'HOST_UNAVAILABLE'
  | 'GRAPHQL_VALIDATION_FAILED';

/** An error of the whole request, for `errors[]`. The client sees its message. Expected failures are data instead. */
export function requestError(code: RequestErrorCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** The caller is known, but their credential does not allow this. */
export function forbidden(message: string): GraphQLError {
  return requestError('FORBIDDEN', message);
}

export function unauthenticated(): GraphQLError {
  return requestError('UNAUTHENTICATED', 'Sign in first: this needs a session or a token.');
}
