import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import type { Resolvers } from './generated/schema-types.ts';
import { scalarResolvers } from './scalars.ts';

/** The repository's schema.graphql, the source of truth. */
export const schemaFile = new URL('../../../../schema.graphql', import.meta.url);

export function createSchema(resolvers: readonly Resolvers[]): GraphQLSchema {
  return makeExecutableSchema({
    typeDefs: readFileSync(schemaFile, 'utf8'),
    resolvers: [scalarResolvers, ...resolvers],
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
}
