import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { accountResolvers } from '../modules/account/account.resolvers.ts';
import { containerResolvers } from '../modules/container/container.resolvers.ts';
import { hostResolvers } from '../modules/host/host.resolvers.ts';
import { imageResolvers } from '../modules/image/image.resolvers.ts';
import { labResolvers } from '../modules/lab/lab.resolvers.ts';
import { networkResolvers } from '../modules/network/network.resolvers.ts';
import { nodeResolvers } from '../modules/node/node.resolvers.ts';
import { templateResolvers } from '../modules/template/template.resolvers.ts';
import { terminalResolvers } from '../modules/terminal/terminal.resolvers.ts';
import { scalarResolvers } from './scalars.ts';

/** The repository's schema.graphql, the source of truth. */
export const schemaFile = new URL('../../../../schema.graphql', import.meta.url);

export function createSchema(): GraphQLSchema {
  return makeExecutableSchema({
    typeDefs: readFileSync(schemaFile, 'utf8'),
    resolvers: [
      scalarResolvers,
      accountResolvers,
      labResolvers,
      hostResolvers,
      networkResolvers,
      containerResolvers,
      imageResolvers,
      templateResolvers,
      nodeResolvers,
      terminalResolvers,
    ],
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
}
