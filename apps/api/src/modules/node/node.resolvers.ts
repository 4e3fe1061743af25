import { parseId } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Resolvers } from '../../graphql/generated/schema-types.ts';
import { availableImages } from '../../live-lab/available-images.ts';
import { type ImageModel, toImageModel } from '../../live-lab/catalogue.ts';
import { findLab, map } from '../lab/find-lab.ts';

/** Of the catalogue, or one of the viewer's own that containers can run. */
async function findImage(id: string, context: RequestContext): Promise<ImageModel | null> {
  const inCatalogue = context.services.catalogue.images.find((image) => image.id === id);
  if (inCatalogue !== undefined || context.viewer === null) return inCatalogue ?? null;
  return (await availableImages(context)).map(toImageModel).find((image) => image.id === id) ?? null;
}

export const nodeResolvers: Resolvers = {
  Query: {
    node: (_parent, { id }, context) => {
      const parsed = parseId(id);
      // The catalogue is public; everything else belongs to a user.
      if (parsed?.kind !== 'image') requireViewer(context);
      switch (parsed?.kind) {
        case undefined:
          return null;
        case 'user':
          return context.viewer?.id === id ? context.viewer : null;
        case 'image':
          return findImage(id, context);
        case 'lab':
          return findLab(id, context);
        case 'network':
          return map(findLab(parsed.labId, context), (lab) => lab.network(id));
        case 'container':
          return map(findLab(parsed.labId, context), (lab) => lab.container(id));
        case 'annotation':
          return map(findLab(parsed.labId, context), (lab) => lab.annotation(id));
      }
    },
  },
};
