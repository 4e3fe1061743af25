import { interfaceOf, type LabFacts } from './lab-facts.ts';
import type { ReachFinding, ReachHop } from './reach-verdict.ts';

/** Where a way takes smaller packets than the interface by which it begins; a finding without a place if nowhere. */
export function narrowest(
  before: LabFacts,
  after: LabFacts,
  hops: readonly ReachHop[],
  to: string,
): ReachFinding {
  const first = out(after, hops[0]);
  const small = hops
    .flatMap((hop) => {
      const found = out(after, hop);
      return found ? [{ hop, ...found }] : [];
    })
    .filter(({ mtu }) => first !== null && mtu < first.mtu)
    .sort((one, other) => one.mtu - other.mtu)[0];
  const lost = `Small packets to ${to} are answered, those of ${first?.mtu ?? '?'} bytes are not`;
  if (!small) {
    const hole = holeOn(after, hops, first?.mtu ?? 0);
    if (hole)
      return {
        verdict: 'MTU',
        sentence: `${lost}. The link of ${hole.name} to ${hole.network} drops packets of more than ${hole.mtu} bytes without an answer.`,
        evidence: [`the lab sets it: blackHoleMtu is ${hole.mtu}`],
        ...{ containerId: hole.containerId, interface: hole.interface },
      };
    return {
      verdict: 'MTU',
      sentence: `${lost}. No interface on the way has a smaller MTU: something drops packets by their size.`,
      evidence: [`every interface on the way has an MTU of ${first?.mtu ?? '?'} or more`],
      ...{ containerId: null, interface: null },
    };
  }
  const { hop, mtu, name } = small;
  const counter = to.includes(':') ? 'Ip6FragFails' : 'Ip.FragFails';
  const count = (lab: LabFacts): number => lab.nodes.get(hop.containerId)?.counters[counter] ?? 0;
  const grown = count(after) - count(before);
  return {
    verdict: 'MTU',
    sentence: `${lost}: ${name} of ${hop.name} takes ${mtu}, and its message about that does not arrive.`,
    evidence: [
      `${hop.name}: MTU of ${name} is ${mtu}`,
      ...(grown > 0 ? [`${hop.name}: ${grown} packets were too large (${counter})`] : []),
    ],
    ...{ containerId: hop.containerId, interface: name },
  };
}

/** The first link on a way that drops packets of this many bytes. */
function holeOn(lab: LabFacts, hops: readonly ReachHop[], bytes: number) {
  for (const { containerId, name, inInterface, outInterface } of hops) {
    const node = lab.nodes.get(containerId);
    for (const end of [inInterface, outInterface]) {
      const found = node ? interfaceOf(node, end) : null;
      const mtu = found && lab.blackHole(containerId, found.networkId);
      if (found && mtu !== null && mtu < bytes)
        return {
          ...{ containerId, name, mtu, interface: found.name },
          network: lab.networkName(found.networkId),
        };
    }
  }
  return null;
}

function out(lab: LabFacts, hop: ReachHop | undefined): { name: string; mtu: number } | null {
  const node = hop && lab.nodes.get(hop.containerId);
  const found = node ? interfaceOf(node, hop.outInterface) : null;
  return found && { name: found.name, mtu: found.mtu };
}
