import type { Resolvers } from '../../graphql/generated/schema-types.ts';
import { toUserError } from '../../graphql/user-errors.ts';
import { closeTerminal } from './close-terminal.ts';

export const terminalResolvers: Resolvers = {
  Container: {
    terminals: async ({ id, lab }, _args, { services }) => {
      const terminals = await services.hostTerminals.of(lab);
      return terminals.filter(({ containerId }) => containerId === id);
    },
  },
  Mutation: {
    closeTerminal: async (_parent, { input }, context) => {
      const result = await closeTerminal(input, context);
      if (!result.ok) return toUserError(result.error, ['not-found', 'host']);
      return {
        __typename: 'CloseTerminalPayload',
        closedTerminalName: input.name,
        container: result.value,
      };
    },
  },
};
