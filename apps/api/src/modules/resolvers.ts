import { repositoryResolvers } from './repository/repository.resolvers.ts';
import type { Resolvers } from '../graphql/generated/schema-types.ts';
import { accountResolvers } from './account/account.resolvers.ts';
import { catalogueResolvers } from './catalogue/catalogue.resolvers.ts';
import { containerResolvers } from './container/container.resolvers.ts';
import { hostResolvers } from './host/host.resolvers.ts';
import { imageResolvers } from './image/image.resolvers.ts';
import { annotationResolvers } from './annotation/annotation.resolvers.ts';
import { labResolvers } from './lab/lab.resolvers.ts';
import { networkResolvers } from './network/network.resolvers.ts';
import { nodeResolvers } from './node/node.resolvers.ts';
import { snapshotResolvers } from './snapshot/snapshot.resolvers.ts';
import { tableResolvers } from './tables/table.resolvers.ts';
import { reachResolvers } from './reach/reach.resolvers.ts';
import { terminalResolvers } from './terminal/terminal.resolvers.ts';

/** The resolvers of every module, to be merged. */
export const resolvers: readonly Resolvers[] = [
  accountResolvers,
  catalogueResolvers,
  containerResolvers,
  hostResolvers,
  imageResolvers,
  annotationResolvers,
  labResolvers,
  repositoryResolvers,
  networkResolvers,
  nodeResolvers,
  snapshotResolvers,
  tableResolvers,
  reachResolvers,
  terminalResolvers,
];
