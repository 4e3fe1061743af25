import { labTemplates, linkPresets } from '@pineapple/core';
import type { Resolvers } from '../../graphql/generated/schema-types.ts';

/** What a lab is made from: images and templates. */
export const catalogueResolvers: Resolvers = {
  Query: {
    images: (_parent, _args, { services }) => [...services.catalogue.images],
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
