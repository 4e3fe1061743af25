import { defaultMtu } from '@pineapple/core';
import type { CreateNetworkInput, Resolvers } from '../../graphql/generated/schema-types.ts';
import { toUserError } from '../../graphql/user-errors.ts';
import { type CreateNetwork, createNetwork } from './create-network.ts';
import { deleteNetwork } from './delete-network.ts';
import { updateNetwork } from './update-network.ts';

export const networkResolvers: Resolvers = {
  Mutation: {
    createNetwork: async (_parent, { input }, context) => {
      const result = await createNetwork(toNewNetwork(input), context);
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
    updateNetwork: async (_parent, { input: { networkId, internet, mtu } }, context) => {
      const changes = {
        ...(typeof internet === 'boolean' && { internet }),
        ...(typeof mtu === 'number' && { mtu }),
      };
      const result = await updateNetwork(networkId, changes, context);
      if (!result.ok) return toUserError(result.error, ['validation', 'not-found', 'conflict', 'host']);
      return { __typename: 'UpdateNetworkPayload', network: result.value };
    },
    deleteNetwork: async (_parent, { input }, context) => {
      const result = await deleteNetwork(input.networkId, context);
      if (!result.ok) return toUserError(result.error, ['not-found', 'conflict', 'host']);
      return { __typename: 'DeleteNetworkPayload', deletedNetworkId: input.networkId, lab: result.value };
    },
  },
};

/** Fills in the schema's defaults, which an explicit null bypasses. */
function toNewNetwork(input: CreateNetworkInput): CreateNetwork {
  return {
    labId: input.labId,
    name: input.name,
    ipv4Subnet: input.ipv4Subnet ?? null,
    ipv6Subnet: input.ipv6Subnet ?? null,
    plain: input.plain ?? false,
    mtu: input.mtu ?? defaultMtu,
    internet: input.internet ?? false,
    position: input.position ?? null,
    containerIds: input.containerIds ?? [],
  };
}
