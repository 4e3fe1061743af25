import type { Resolvers } from '../../graphql/generated/schema-types.ts';
import { toUserError } from '../../graphql/user-errors.ts';
import { toApiTokenModel } from './api-token-model.ts';
import { createApiToken } from './create-api-token.ts';
import { revokeApiToken } from './revoke-api-token.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { signUp } from './sign-up.ts';

export const accountResolvers: Resolvers = {
  Query: {
    viewer: (_parent, _args, context) => context.viewer,
  },
  User: {
    apiTokens: async (user, _args, context) => {
      if (user.id !== context.viewer?.id) return [];
      return (await context.services.apiTokens.listByUser(user.id)).map(toApiTokenModel);
    },
  },
  Mutation: {
    signUp: async (_parent, { input }, context) => {
      const result = await signUp(input, context);
      if (!result.ok) return toUserError(result.error, ['validation', 'conflict', 'rate-limited']);
      return { __typename: 'SignUpPayload', viewer: result.value };
    },
    signIn: async (_parent, { input }, context) => {
      const result = await signIn(input, context);
      if (!result.ok) return toUserError(result.error, ['credentials', 'rate-limited']);
      return { __typename: 'SignInPayload', viewer: result.value };
    },
    signOut: async (_parent, _args, context) => ({ signedOut: await signOut(context) }),
    createApiToken: async (_parent, { input }, context) => {
      const { name, expiresInDays = null } = input;
      const result = await createApiToken({ name, expiresInDays }, context);
      if (!result.ok) return toUserError(result.error, ['validation', 'quota']);
      return { __typename: 'CreateApiTokenPayload', ...result.value };
    },
    revokeApiToken: async (_parent, { input }, context) => {
      const result = await revokeApiToken(input.tokenId, context);
      if (!result.ok) return toUserError(result.error, ['not-found']);
      return { __typename: 'RevokeApiTokenPayload', revokedTokenId: result.value };
    },
  },
};
