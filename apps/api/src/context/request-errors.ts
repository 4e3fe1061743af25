import { GraphQLError } from 'graphql';

/** What `extensions.code` of an entry of `errors[]` can be, besides GraphQL's own parse and validation codes. */
export type FaultCode =
  'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'BAD_USER_INPUT' | 'RATE_LIMITED' | 'INTERNAL';

/** An error of the request as a whole, told as it is. Expected failures of a mutation are data instead. */
export function requestError(code: FaultCode | 'GRAPHQL_VALIDATION_FAILED', message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** The caller is known, but may not do this with the credential that was shown. */
export function forbidden(message: string): GraphQLError {
  return requestError('FORBIDDEN', message);
}

export function unauthenticated(): GraphQLError {
  return requestError('UNAUTHENTICATED', 'Sign in first: this needs a session or a token.');
}
