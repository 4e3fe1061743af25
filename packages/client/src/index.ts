export { type Client, type ClientOptions, createClient } from './create-client.ts';
export { payloadOf, RefusedError, RequestError } from './errors.ts';
export * from './generated/graphql.ts';
export type { Operation, Payload, VariablesOf } from './operation.ts';
/** Every type of the schema, for operations of your own. */
export type * as schema from './generated/schema-types.ts';
