import type { Resolvers } from '../../graphql/generated/schema-types.ts';
import { toUserError } from '../../graphql/user-errors.ts';
import { createNetwork } from './create-network.ts';
import { deleteNetwork } from './delete-network.ts';

export const networkResolvers: Resolvers = {
  Mutation: {
    createNetwork: async (_parent, { input }, context) => {
      const { labId, name, ipv4Subnet = null, internet } = input;
      const result = await createNetwork({ labId, name, ipv4Subnet, internet: internet ?? false }, context);
      if (!result.ok) {
        return toUserError(result.error, ['validation', 'not-found', 'conflict', 'quota', 'host']);
      }
      return { __typename: 'CreateNetworkPayload', network: result.value };
    },
    deleteNetwork: async (_parent, { input }, context) => {
      const result = await deleteNetwork(input.networkId, context);
      if (!result.ok) return toUserError(result.error, ['not-found', 'conflict', 'host']);
      return { __typename: 'DeleteNetworkPayload', deletedNetworkId: result.value };
    },
  },
};
