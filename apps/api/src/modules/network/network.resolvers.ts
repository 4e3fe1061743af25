import type { Resolvers } from '../../graphql/generated/schema-types.ts';
import { toUserError } from '../../graphql/user-errors.ts';
import { createNetwork } from './create-network.ts';
import { deleteNetwork } from './delete-network.ts';
import { updateNetwork } from './update-network.ts';

export const networkResolvers: Resolvers = {
  Mutation: {
    createNetwork: async (_parent, { input }, context) => {
      const { labId, name, ipv4Subnet = null, internet, position = null } = input;
      const result = await createNetwork(
        { labId, name, ipv4Subnet, internet: internet ?? false, position },
        context,
      );
      if (!result.ok) {
        return toUserError(result.error, ['validation', 'not-found', 'conflict', 'quota', 'host']);
      }
      return { __typename: 'CreateNetworkPayload', network: result.value };
    },
    renameNetwork: async (_parent, { input: { networkId, name } }, context) => {
      const result = await updateNetwork(networkId, { name }, context);
      if (!result.ok) return toUserError(result.error, ['validation', 'not-found', 'conflict', 'host']);
      return { __typename: 'RenameNetworkPayload', network: result.value };
    },
    updateNetwork: async (_parent, { input: { networkId, internet } }, context) => {
      const changes = internet === null || internet === undefined ? {} : { internet };
      const result = await updateNetwork(networkId, changes, context);
      if (!result.ok) return toUserError(result.error, ['not-found', 'conflict', 'host']);
      return { __typename: 'UpdateNetworkPayload', network: result.value };
    },
    deleteNetwork: async (_parent, { input }, context) => {
      const result = await deleteNetwork(input.networkId, context);
      if (!result.ok) return toUserError(result.error, ['not-found', 'conflict', 'host']);
      return { __typename: 'DeleteNetworkPayload', deletedNetworkId: input.networkId, lab: result.value };
    },
  },
};
