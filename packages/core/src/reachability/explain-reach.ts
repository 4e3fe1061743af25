import { countedFilter, possibleFilter } from './find-filter.ts';
import { narrowest } from './find-mtu.ts';
import { hasAddress, type LabFacts } from './lab-facts.ts';
import type { ReachFinding, ReachHop } from './reach-verdict.ts';
import { isReached, type ReachStatus } from './reach-status.ts';
import { walkPath } from './walk-path.ts';

export interface ReachQuestion {
  readonly from: string;
  readonly to: string;
  /** The target's address that was probed. */
  readonly address: string;
  /** Null for pings. */
  readonly tcpPort: number | null;
}

/** How the probes went that were sent between the two readings of the tables. */
export interface ProbeOutcome {
  readonly sent: number;
  readonly received: number;
  readonly rttMs: number | null;
  readonly status: ReachStatus;
  readonly errorFrom: string | null;
}

export interface ReachExplanation extends ReachFinding {
  /** The way there, as far as it goes. */
  readonly hops: readonly ReachHop[];
  /** The way back; empty if the way there does not arrive. */
  readonly back: readonly ReachHop[];
  /** Whether it holds even if answers to the probes come later. */
  readonly certain: boolean;
}

/**
 * Says why a container reaches an address of another one or not, by what the tables say and the counters did.
 * @param before the tables before the probes, `after` since
 */
export function explainReach(
  before: LabFacts,
  after: LabFacts,
  question: ReachQuestion,
  probe: ProbeOutcome,
): ReachExplanation {
  const { from, to, address } = question;
  const there = walkPath(after, from, address);
  const arrives = there.problem === null && there.hops.at(-1)?.containerId === to;
  const isBackKnown = arrives && there.source !== null;
  const back = isBackKnown ? walkPath(after, to, there.source ?? '', address) : null;
  const ways = { hops: there.hops, back: back?.hops ?? [] };
  const measured = describe(probe);
  const told = ({ mayPass: _, ...found }: ReachFinding, certain: boolean): ReachExplanation => ({
    ...found,
    evidence: [measured, ...found.evidence],
    ...ways,
    certain,
  });
  if (probe.status === 'LARGE_LOST') {
    const found = narrowest(before, after, there.hops, address);
    return told(found, found.containerId !== null);
  }
  const duplicate = there.duplicate ?? back?.duplicate ?? null;
  if (isReached(probe.status)) {
    const isCertain = probe.status === 'OK';
    return told(duplicate ?? reached(probe, address), isCertain || duplicate !== null);
  }
  const isAnswered = probe.status !== 'UNANSWERED';
  const shown =
    countedFilter(before, after, there.hops) ??
    duplicate ??
    there.problem ??
    strayed(there.hops, to, address) ??
    (back && (countedFilter(before, after, back.hops) ?? onTheWayBack(back.problem, there.source))) ??
    portProblem(after, question, probe);
  if (shown) return told(shown, isAnswered || (shown.verdict !== 'OUTSIDE' && shown.mayPass !== true));
  return told(
    possibleFilter(after, there.hops) ??
      (back && possibleFilter(after, back.hops)) ??
      unknown(probe, address),
    isAnswered,
  );
}

function describe({ sent, received, rttMs, errorFrom }: ProbeOutcome): string {
  const time = rttMs === null ? '' : `, ${rttMs} ms on average`;
  const error = errorFrom === null ? '' : `; ${errorFrom} sent an ICMP error`;
  return `${received} of ${sent} probes were answered${time}${error}`;
}

function reached({ status, sent, received }: ProbeOutcome, address: string): ReachFinding {
  const nowhere = { evidence: [], containerId: null, interface: null };
  if (status === 'LOSSY')
    return {
      verdict: 'LOSSY',
      sentence: `${address} answers, but ${sent - received} of ${sent} packets were lost.`,
      ...nowhere,
    };
  return { verdict: 'REACHABLE', sentence: `${address} answers.`, ...nowhere };
}

/** The way ended at another container than the target. */
function strayed(hops: readonly ReachHop[], to: string, address: string): ReachFinding | null {
  const last = hops.at(-1);
  if (!last || last.containerId === to) return null;
  return {
    verdict: 'UNKNOWN',
    sentence: `Packets to ${address} end at ${last.name}, which has that address too.`,
    evidence: [`${last.name} has ${address}`],
    ...{ containerId: last.containerId, interface: last.inInterface },
  };
}

function onTheWayBack(problem: ReachFinding | null, source: string | null): ReachFinding | null {
  if (problem === null) return null;
  const verdict = problem.verdict === 'NO_ROUTE' ? 'NO_ROUTE_BACK' : problem.verdict;
  const sentence = `Packets arrive, but their answers to ${source ?? 'the source'} do not: ${lowerFirst(problem.sentence)}`;
  return { ...problem, verdict, sentence };
}

/** Names of containers and interfaces keep their letters. */
function lowerFirst(text: string): string {
  return /^(The|No|Packets) /.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}

const anywhere: readonly string[] = ['*', '0.0.0.0', '::'];

function portProblem(
  lab: LabFacts,
  { to, address, tcpPort }: ReachQuestion,
  { status }: ProbeOutcome,
): ReachFinding | null {
  const node = lab.nodes.get(to);
  if (tcpPort === null || !node || !hasAddress(node, address)) return null;
  const listening = node.listening.filter(({ port }) => port === tcpPort);
  const takes = listening.some((each) => anywhere.includes(each.address) || each.address === address);
  if (takes || status !== 'REFUSED') return null;
  const only = listening.map((each) => each.address).join(', ');
  const sentence =
    only === ''
      ? `No process of ${node.name} listens on TCP port ${tcpPort}.`
      : `${node.name} listens on TCP port ${tcpPort} of ${only} only, not of ${address}.`;
  const ports = [...new Set(node.listening.map(({ port }) => port))].slice(0, 10).join(', ');
  return {
    verdict: 'NOT_LISTENING',
    sentence,
    evidence: [`${node.name} listens on ${ports === '' ? 'no TCP port' : `TCP ports ${ports}`}`],
    ...{ containerId: to, interface: null },
  };
}

function unknown({ status }: ProbeOutcome, address: string): ReachFinding {
  return {
    verdict: 'UNKNOWN',
    sentence: `The routes there and back are whole, and ${address} does not answer. The tables do not show why.`,
    evidence: [`the probes ended with ${status}`],
    ...{ containerId: null, interface: null },
  };
}
