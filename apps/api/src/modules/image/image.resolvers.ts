import type { Resolvers } from '../../graphql/generated/schema-types.ts';

export const imageResolvers: Resolvers = {
  Query: {
    images: (_parent, _args, { services }) => [...services.catalogue.images],
  },
};
