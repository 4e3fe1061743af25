import { GraphQLError, type GraphQLFormattedError } from 'graphql';

const longestMessage = 400;
const longestWord = 80;

/** Codes whose message may be shown. Anything else is a fault of ours. */
const told = new Set<unknown>([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'RATE_LIMITED',
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
]);

/**
 * One error as a client gets it, on HTTP and WebSocket alike: a fault is masked and carries the request's
 * id to quote; a told one says what was wrong without giving the schema away or echoing a novel.
 */
export function presentError(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  const code = error.extensions?.['code'];
  const where = { locations: error.locations, path: error.path };
  if (!told.has(code)) {
    const message = `Something went wrong on our side. If it happens again, quote request ${requestId}.`;
    return { message, ...defined(where), extensions: { code: 'INTERNAL', requestId } };
  }
  return { message: shorten(error.message), ...defined(where), extensions: { code } };
}

/** What went wrong on our side and is worth a log line; null when the caller was told everything. */
export function faultBehind(error: GraphQLError): unknown {
  if (told.has(error.extensions['code']) || isRequestFault(error)) return null;
  return error.originalError ?? error;
}

/** graphql-js gives no code to what it finds wrong with variables or an operation: that is the caller's. */
export function withCode(error: GraphQLError): GraphQLError {
  if (error.extensions['code'] !== undefined || !isRequestFault(error)) return error;
  const { message, nodes, source, positions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code: 'BAD_USER_INPUT' } });
}

/** Before any resolver ran there is no path, and nothing but GraphQL itself can have complained. */
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
