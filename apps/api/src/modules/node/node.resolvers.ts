import { parseId } from '@pineapple/core';
import { requireViewer } from '../../context/request-context.ts';
import type { Resolvers } from '../../graphql/generated/schema-types.ts';
import { findLab, map } from '../lab/find-lab.ts';

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
          return context.services.catalogue.images.find((image) => image.id === id) ?? null;
        case 'lab':
          return findLab(id, context);
        case 'network':
          return map(findLab(parsed.labId, context), (lab) => lab.network(id));
        case 'container':
          return map(findLab(parsed.labId, context), (lab) => lab.container(id));
      }
    },
  },
};
