import type { ReachHop } from '@pineapple/core';
import type { Resolvers } from '../../graphql/generated/schema-types.ts';
import { toUserError } from '../../graphql/user-errors.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import { explainReachability } from './explain-reachability.ts';

/** Who reaches whom, and why not. */
export const reachResolvers: Resolvers = {
  Query: {
    explainReachability: async (_parent, args, context) => {
      const result = await explainReachability(args, context);
      if (!result.ok) return toUserError(result.error, ['validation', 'not-found', 'conflict', 'host']);
      const { lab, address, explanation } = result.value;
      return {
        __typename: 'ReachabilityExplanation',
        address,
        verdict: explanation.verdict,
        sentence: explanation.sentence,
        evidence: [...explanation.evidence],
        hops: explanation.hops.flatMap((hop) => toHop(lab, hop)),
        back: explanation.back.flatMap((hop) => toHop(lab, hop)),
        endsAt: explanation.containerId === null ? null : lab.container(explanation.containerId),
        endsAtInterface: explanation.interface,
      };
    },
  },
};

function toHop(lab: LabSnapshot, { containerId, networkId, inInterface, outInterface }: ReachHop) {
  const container = lab.container(containerId);
  if (container === null) return [];
  return [
    { container, inInterface, outInterface, network: networkId === null ? null : lab.network(networkId) },
  ];
}
