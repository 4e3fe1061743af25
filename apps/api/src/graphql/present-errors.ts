import { GraphQLError, type GraphQLFormattedError } from 'graphql';

const longestMessage = 400;
const longestWord = 80;

/** Codes whose message the client sees. Every other error is a fault of the server. */
const visibleCodes = new Set<unknown>([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'RATE_LIMITED',
  'HOST_UNAVAILABLE',
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
]);

/**
 * An error as the client gets it, over HTTP and WebSocket. A fault is masked and carries the id of the request to quote.
 * The message of any other error is shortened and does not suggest names of the schema.
 */
export function presentError(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  const code = error.extensions?.['code'];
  const where = { locations: error.locations, path: error.path };
  if (!visibleCodes.has(code)) {
    const message = `Something went wrong on our side. If it happens again, quote request ${requestId}.`;
    return { message, ...defined(where), extensions: { code: 'INTERNAL', requestId } };
  }
  return { message: shorten(error.message), ...defined(where), extensions: { code } };
}

/** The fault of the server behind an error, for the log; null when the caller sees the error itself. */
export function faultBehind(error: GraphQLError): unknown {
  if (visibleCodes.has(error.extensions['code']) || isRequestFault(error)) return null;
  return error.originalError ?? error;
}

/** Gives errors that graphql-js finds in variables or an operation the code BAD_USER_INPUT. They have none. */
export function withCode(error: GraphQLError): GraphQLError {
  if (error.extensions['code'] !== undefined || !isRequestFault(error)) return error;
  const { message, nodes, source, positions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code: 'BAD_USER_INPUT' } });
}

/** Without a path no resolver has run, so the error is from GraphQL itself. */
function isRequestFault({ path, originalError }: GraphQLError): boolean {
  return path === undefined && (!originalError || originalError instanceof GraphQLError);
}

function shorten(message: string): string {
  const plain = message.replace(/ ?Did you mean .+\?$/s, '');
  const words = plain.replace(/\S+/g, (word) =>
    word.length > longestWord ? `${word.slice(0, 20)}…(${word.length} characters)` : word,
  );
  return words.length > longestMessage ? `${words.slice(0, longestMessage)}…` : words;
}

function defined({ locations, path }: Pick<GraphQLFormattedError, 'locations' | 'path'>) {
  return { ...(locations && { locations: locations.slice(0, 5) }), ...(path && { path }) };
}
