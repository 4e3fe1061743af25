import { requireViewer } from '../../context/request-context.ts';
import type { Resolvers } from '../../graphql/generated/schema-types.ts';
import { toUserError } from '../../graphql/user-errors.ts';

export const repositoryResolvers: Resolvers = {
  Query: {
    repositorySources: (_parent, _args, context) => {
      requireViewer(context);
      return [...context.services.repositories.sources];
    },
  },
  Mutation: {
    readRepository: async (_parent, { input }, context) => {
      const viewer = requireViewer(context);
      const read = await context.services.repositories.read(input.address, viewer.id);
      if (!read.ok) return toUserError(read.error, ['validation', 'quota']);
      const { files, notes } = read.value;
      return {
        __typename: 'ReadRepositoryPayload',
        files: files.map(({ path, content }) => ({
          path,
          contentBase64: Buffer.from(content).toString('base64'),
        })),
        notes: [...notes],
      };
    },
  },
};
