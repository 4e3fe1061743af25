import type { ImpairmentKind, LinkLimit } from '@pineapple/core';
import type { Resolvers } from '../../graphql/generated/schema-types.ts';
import { toUserError } from '../../graphql/user-errors.ts';
import { cordonHost } from './cordon-host.ts';
import { drainHost } from './drain-host.ts';
import { canSpread, findLabHosts } from './lab-hosts.ts';
import { hostCondition, toHostModel } from '../../live-hosts/host-model.ts';
import { toLabHost } from '../../live-lab/lab-snapshot.ts';
import { moveLostLab } from './move-lost-lab.ts';
import { requireViewer } from '../../context/request-context.ts';
import { requireOperator } from './require-operator.ts';

const directions = { toContainer: 'TO_CONTAINER', fromContainer: 'FROM_CONTAINER' } as const;

function toLinkLimit({ impairment, direction, lacks }: LinkLimit) {
  return {
    impairment: impairment.toUpperCase() as Uppercase<ImpairmentKind>,
    direction: directions[direction],
    lacks,
  };
}

export const hostResolvers: Resolvers = {
  Query: {
    canSpread: (_parent, _args, context) => {
      requireViewer(context);
      return canSpread(context.services);
    },
    hosts: async (_parent, _args, context) => {
      await requireOperator(context);
      const { hosts, clock } = context.services;
      const now = clock();
      return (await hosts.list()).map((host) => toHostModel(host, now));
    },
  },
  User: {
    operator: (user, _args, { services }) => services.operatorRoster.has(user),
  },
  Lab: {
    host: async ({ id }, _args, { services }) => {
      const [first] = await findLabHosts(id, services);
      return first === undefined ? null : toLabHost(first);
    },
    hosts: async ({ id }, _args, { services }) => (await findLabHosts(id, services)).map(toLabHost),
  },
  LabHost: {
    state: async ({ id }, _args, { hosts, services }) =>
      hostCondition(await hosts.load(id), services.clock()).state,
    reason: async ({ id }, _args, { hosts, services }) =>
      hostCondition(await hosts.load(id), services.clock()).reason,
    linkLimits: async ({ id }, _args, { hosts }) =>
      ((await hosts.load(id))?.linkLimits ?? []).map(toLinkLimit),
  },
  Mutation: {
    moveLab: async (_parent, { input }, context) => {
      const result = await moveLostLab(input.labId, context);
      if (!result.ok) return toUserError(result.error, ['not-found', 'conflict']);
      return { __typename: 'MoveLabPayload', lab: result.value };
    },
    cordonHost: async (_parent, { input }, context) => {
      const result = await cordonHost(input.hostId, true, context);
      if (!result.ok) return toUserError(result.error, ['not-found']);
      return { __typename: 'CordonHostPayload', host: result.value };
    },
    uncordonHost: async (_parent, { input }, context) => {
      const result = await cordonHost(input.hostId, false, context);
      if (!result.ok) return toUserError(result.error, ['not-found']);
      return { __typename: 'UncordonHostPayload', host: result.value };
    },
    drainHost: async (_parent, { input }, context) => {
      const result = await drainHost(input.hostId, context);
      if (!result.ok) return toUserError(result.error, ['not-found']);
      return { __typename: 'DrainHostPayload', ...result.value };
    },
  },
};
