import type { Resolvers } from '../../graphql/generated/schema-types.ts';
import { toUserError } from '../../graphql/user-errors.ts';
import { toApiTokenModel } from '../../identity/credential-models.ts';
import { becomeOperator } from './become-operator.ts';
import { changePassword } from './change-password.ts';
import { createApiToken } from './create-api-token.ts';
import { deleteAccount } from './delete-account.ts';
import { listSessions } from './list-sessions.ts';
import { readUsage } from './read-usage.ts';
import { revokeApiToken } from './revoke-api-token.ts';
import { revokeOwnSession } from './revoke-own-session.ts';
import { allScopes } from '../../identity/credential.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { signOutEverywhere } from './sign-out-everywhere.ts';
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
    canBecomeOperator: (user, _args, { viewer, services }) =>
      user.id === viewer?.id ? services.operatorRoster.awaited() : false,
    usage: (user, _args, context) => readUsage(user, context),
    sessions: (user, _args, context) => listSessions(user, context),
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
      const { name, expiresInDays = null, scopes = allScopes } = input;
      const result = await createApiToken({ name, expiresInDays, scopes }, context);
      if (!result.ok) return toUserError(result.error, ['validation', 'quota']);
      return { __typename: 'CreateApiTokenPayload', ...result.value };
    },
    revokeApiToken: async (_parent, { input }, context) => {
      const result = await revokeApiToken(input.tokenId, context);
      if (!result.ok) return toUserError(result.error, ['not-found']);
      return { __typename: 'RevokeApiTokenPayload', revokedTokenId: result.value };
    },
    revokeSession: async (_parent, { input }, context) => {
      const result = await revokeOwnSession(input.sessionId, context);
      if (!result.ok) return toUserError(result.error, ['not-found']);
      return { __typename: 'RevokeSessionPayload', revokedSessionId: result.value };
    },
    signOutEverywhere: async (_parent, _args, context) => ({ signedOut: await signOutEverywhere(context) }),
    changePassword: async (_parent, { input }, context) => {
      const result = await changePassword(input, context);
      if (!result.ok) return toUserError(result.error, ['validation', 'credentials', 'rate-limited']);
      return { __typename: 'ChangePasswordPayload', viewer: result.value };
    },
    becomeOperator: async (_parent, { input }, context) => {
      const result = await becomeOperator(input.code, context);
      if (!result.ok) return toUserError(result.error, ['credentials', 'rate-limited']);
      return { __typename: 'BecomeOperatorPayload', viewer: result.value };
    },
    deleteAccount: async (_parent, { input }, context) => {
      const result = await deleteAccount(input.password, context);
      if (!result.ok) return toUserError(result.error, ['credentials', 'rate-limited']);
      return { __typename: 'DeleteAccountPayload', deletedUserId: result.value };
    },
  },
};
