import { labTemplates, linkPresets } from '@pineapple/core';
import { availableImages } from '../../live-lab/available-images.ts';
import { toImageModel } from '../../live-lab/catalogue.ts';
import type { Resolvers } from '../../graphql/generated/schema-types.ts';

/** What a lab is made from: images and templates. */
export const catalogueResolvers: Resolvers = {
  Query: {
    images: async (_parent, _args, context) => (await availableImages(context)).map(toImageModel),
    labTemplates: () => [...labTemplates],
    linkPresets: () => [...linkPresets],
  },
  LabTemplate: {
    networkCount: ({ networks }) => networks.length,
    containerCount: ({ containers }) => containers.length,
    networks: ({ networks }) => [...networks],
    containers: ({ containers }) =>
      containers.map(({ name, image, position, interfaces }) => ({
        name,
        image,
        position,
        links: [...interfaces],
      })),
  },
};
