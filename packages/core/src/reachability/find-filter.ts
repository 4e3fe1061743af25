import type { LabFacts } from './lab-facts.ts';
import type { ChainFacts, NodeFacts } from './node-facts.ts';
import type { ReachFinding, ReachHop } from './reach-verdict.ts';

type Hook = NonNullable<ChainFacts['hook']>;

const ending = /\b(drop|reject)\b/;

/**
 * The first container on a way whose packet filter dropped packets meanwhile: the counter of a rule that drops grew.
 * @param before what the tables said before the packets were sent, `after` what they say since
 */
export function countedFilter(
  before: LabFacts,
  after: LabFacts,
  hops: readonly ReachHop[],
): ReachFinding | null {
  for (const [hop, node] of nodesOf(after, hops)) {
    const earlier = before.nodes.get(node.containerId);
    for (const chain of passed(node, hop)) {
      for (const [index, { text, packets }] of chain.rules.entries()) {
        const was = earlier?.chains.find(({ name }) => name === chain.name)?.rules[index];
        const grown =
          packets !== null && was?.text === text && was.packets !== null ? packets - was.packets : 0;
        if (grown > 0 && ending.test(text))
          return filtered(node, hop, chain, [
            `${node.name}: ${chain.name}: ${text}`,
            `its counter grew by ${grown}`,
          ]);
      }
    }
  }
  return null;
}

/**
 * The first container on a way whose packet filter may drop packets: it has rules or a policy that drop, without counters
 * that would tell.
 */
export function possibleFilter(lab: LabFacts, hops: readonly ReachHop[]): ReachFinding | null {
  for (const [hop, node] of nodesOf(lab, hops)) {
    for (const chain of passed(node, hop)) {
      const rule = chain.rules.find(({ text, packets }) => packets === null && ending.test(text));
      const words = rule?.text ?? (chain.policy === 'drop' ? 'policy drop' : null);
      if (words !== null)
        return filtered(node, hop, chain, [
          `${node.name}: ${chain.name}: ${words}`,
          'it counts no packets: nothing else on the way explains the loss',
        ]);
    }
    if (node.legacyRules) {
      const sentence = `${node.name} has rules of the old iptables, which can drop the packets.`;
      const evidence = [`${node.name}: iptables-legacy has tables, which are not read`];
      return {
        verdict: 'FILTERED',
        sentence,
        evidence,
        containerId: node.containerId,
        interface: hop.inInterface,
      };
    }
  }
  return null;
}

function nodesOf(lab: LabFacts, hops: readonly ReachHop[]): (readonly [ReachHop, NodeFacts])[] {
  return hops.flatMap((hop) => {
    const node = lab.nodes.get(hop.containerId);
    return node ? [[hop, node] as const] : [];
  });
}

/** The chains that a packet passes in a container, those that it jumps to included. */
function passed({ chains }: NodeFacts, { inInterface, outInterface }: ReachHop): ChainFacts[] {
  const hooks: Hook[] =
    inInterface === null
      ? ['output', 'postrouting']
      : outInterface === null
        ? ['prerouting', 'input']
        : ['prerouting', 'forward', 'postrouting'];
  const order = new Map(hooks.map((hook, index) => [hook, index]));
  const based = chains
    .filter(({ hook }) => hook !== null && order.has(hook))
    .sort((one, other) => (order.get(one.hook ?? 'input') ?? 0) - (order.get(other.hook ?? 'input') ?? 0));
  const table = (name: string): string => name.slice(0, name.lastIndexOf(' '));
  return based.flatMap((base) => {
    const targets = base.rules.flatMap(({ text }) => /\b(?:jump|goto) (\S+)/.exec(text)?.[1] ?? []);
    const jumped = chains.filter(({ name }) =>
      targets.some((each) => name === `${table(base.name)} ${each}`),
    );
    return [base, ...jumped];
  });
}

function filtered(
  node: NodeFacts,
  hop: ReachHop,
  chain: ChainFacts,
  evidence: readonly string[],
): ReachFinding {
  const what =
    hop.inInterface === null
      ? 'what it sends'
      : hop.outInterface === null
        ? 'what comes in'
        : 'what it forwards';
  return {
    verdict: 'FILTERED',
    sentence: `The packet filter of ${node.name} drops ${what}, in the chain ${chain.name}.`,
    evidence,
    containerId: node.containerId,
    interface: hop.inInterface ?? hop.outInterface,
  };
}
