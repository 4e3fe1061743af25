import type { Resolvers } from '../../graphql/generated/schema-types.ts';
import { templateModels } from './template-model.ts';

export const templateResolvers: Resolvers = {
  Query: { labTemplates: () => [...templateModels] },
};
