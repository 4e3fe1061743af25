import { imageId, ownImageAt } from '@pineapple/core';
import { requireViewer } from '../../context/request-context.ts';
import type { ImageLayerState, OwnImageState, Resolvers } from '../../graphql/generated/schema-types.ts';
import { toUserError } from '../../graphql/user-errors.ts';
import { buildImage } from './build-image.ts';
import { cancelImageBuild } from './cancel-image-build.ts';
import { deleteImage } from './delete-image.ts';
import { pullImage } from './pull-image.ts';

export const imageResolvers: Resolvers = {
  Query: {
    ownImages: async (_parent, _args, context) => {
      const { images, clock } = context.services;
      const own = await images.listByOwner(requireViewer(context).id);
      return own.map((image) => ownImageAt(image, clock()));
    },
    registries: (_parent, _args, { services }) => [...services.registries],
    buildEgress: (_parent, _args, { services }) => services.buildEgress,
  },
  ImageLayer: { state: ({ state }) => state.toUpperCase() as ImageLayerState },
  OwnImage: {
    id: ({ name }) => imageId(name),
    state: ({ state }) => state.toUpperCase() as OwnImageState,
  },
  Mutation: {
    buildImage: async (_parent, { input }, context) => {
      const result = await buildImage(input, context);
      if (!result.ok) return toUserError(result.error, ['validation', 'conflict', 'quota', 'host']);
      return { __typename: 'BuildImagePayload', image: result.value };
    },
    pullImage: async (_parent, { input }, context) => {
      const result = await pullImage(input, context);
      if (!result.ok) return toUserError(result.error, ['validation', 'conflict', 'quota', 'host']);
      return { __typename: 'PullImagePayload', image: result.value };
    },
    cancelImageBuild: async (_parent, { input }, context) => {
      const result = await cancelImageBuild(input.name, context);
      if (!result.ok) return toUserError(result.error, ['not-found', 'conflict']);
      return { __typename: 'CancelImageBuildPayload', image: result.value };
    },
    deleteImage: async (_parent, { input }, context) => {
      const result = await deleteImage(input.name, context);
      if (!result.ok) return toUserError(result.error, ['not-found', 'conflict']);
      return { __typename: 'DeleteImagePayload', deletedName: result.value };
    },
  },
};
