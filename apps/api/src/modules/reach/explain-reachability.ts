import {
  explainReach,
  fail,
  type GivenAddress,
  type Issue,
  isUpAt,
  LabFacts,
  linkDirections,
  type LinkFaults,
  type NodeFacts,
  nodeFactsSchema,
  ok,
  parseIpAddress,
  type ReachExplanation,
  type Result,
} from '@pineapple/core';
import { HostRefusal } from '@pineapple/host-link';
import { factsPath } from '@pineapple/host-link/protocol';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';
import type { ContainerModel, LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import { findLabOfContainer } from '../container/find-container.ts';
import { type ReachKind, readReachKind } from './reach-arguments.ts';
import { readHostLines } from '../../live-hosts/read-host-lines.ts';
import { sendProbe } from './send-probe.ts';

interface ExplainReachability {
  readonly from: string;
  readonly to: string;
  readonly address?: string | null | undefined;
  readonly ipVersion?: number | null | undefined;
  readonly tcpPort?: number | null | undefined;
}

export interface ExplainedReach {
  readonly lab: LabSnapshot;
  readonly address: string;
  readonly explanation: ReachExplanation;
}

const timeoutMs = 15_000;

function invalid(issues: readonly Issue[]): Result<never, Failure> {
  const message = issues.map((issue) => issue.message).join(' ');
  return fail({ kind: 'validation', message, issues });
}

/** Finds out why a container reaches another one or not. */
export async function explainReachability(
  input: ExplainReachability,
  context: RequestContext,
): Promise<Result<ExplainedReach, Failure>> {
  const viewer = requireViewer(context);
  const read = readReachKind(input);
  if ('issues' in read) return invalid(read.issues);
  const liveLab = await findLabOfContainer(input.from, context);
  const from = liveLab?.snapshot.container(input.from);
  if (!liveLab || !from) return fail(noSuch('container', input.from));
  const lab = liveLab.snapshot;
  const to = lab.container(input.to);
  if (!to) return fail(noSuch('container', input.to));
  if (to === from)
    return invalid([{ path: ['to'], message: 'It is the container that sends. Choose another.' }]);
  const chosen = chooseAddress(from, to, input.address ?? null, read.kind);
  if (chosen === null) {
    const message = `${to.name} has no address of this kind. Give it one, or name an address.`;
    return invalid([{ path: ['address'], message }]);
  }
  const { reachChecks } = context.services;
  if (!reachChecks.hasRoom(viewer.id))
    return fail({ kind: 'conflict', message: 'You run too many checks at once. Wait until one has ended.' });
  const leave = reachChecks.enter(viewer.id);
  try {
    return ok({ lab, address: chosen, explanation: await explain(from, to, chosen, read.kind, context) });
  } catch (error) {
    return fail(toFailure(error, context));
  } finally {
    leave();
  }
}

async function explain(
  from: ContainerModel,
  to: ContainerModel,
  address: string,
  { tcpPort }: ReachKind,
  { services: { hostLinks, clock } }: RequestContext,
): Promise<ReachExplanation> {
  const { lab } = from;
  const { hosts } = lab.desired.placement;
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(timeoutMs)]);
  const readFacts = async (): Promise<LabFacts> => {
    const nodes: NodeFacts[] = [];
    const onLine = (line: string): unknown => nodes.push(nodeFactsSchema.parse(JSON.parse(line)));
    const path = factsPath([]);
    await Promise.all(
      hosts.map((hostId) => readHostLines(hostLinks, { hostId, labId: lab.id, path, signal, onLine })),
    );
    const names = new Map(lab.networks.map(({ id, name }) => [id, name]));
    return new LabFacts(nodes, givenAddresses(lab), names, linkFaults(lab, clock().getTime()));
  };
  const question = { from: from.id, to: to.id, address, tcpPort };
  const before = await readFacts();
  const early = !hasRates(lab);
  const probe = sendProbe({
    links: hostLinks,
    labId: lab.id,
    hostId: from.hostId,
    to,
    question,
    early,
    signal,
  });
  try {
    const first = await probe.first;
    // The counters have counted the packets, so the tables can tell before the last answers are waited for.
    const told = explainReach(before, await readFacts(), question, first);
    if (!first.pending || told.certain) return told;
    const last = await probe.last;
    return explainReach(before, await readFacts(), question, last);
  } finally {
    stop.abort();
  }
}

/**
 * Whether links of the lab have a rate. Then an answer may be late by what other packets take. For delays the host waits by
 * itself.
 */
function hasRates({ desired }: LabSnapshot): boolean {
  return desired.containers.some(({ interfaces }) =>
    interfaces.some(({ quality }) =>
      linkDirections.some((way) => (quality?.[way].rateKbit ?? null) !== null),
    ),
  );
}

/** @param time in milliseconds since 1970 */
function linkFaults({ desired }: LabSnapshot, time: number): LinkFaults {
  const links = desired.containers.flatMap(({ id, interfaces }) =>
    interfaces.flatMap(({ networkId, quality }) => (quality ? { containerId: id, networkId, quality } : [])),
  );
  return {
    down: links.filter(({ quality }) => !isUpAt(quality, time)),
    blackHoles: links.flatMap(({ containerId, networkId, quality }) =>
      linkDirections.flatMap((way) => {
        const mtu = quality[way].blackHoleMtu;
        return mtu === null ? [] : { containerId, networkId, mtu };
      }),
    ),
  };
}

function givenAddresses({ desired }: LabSnapshot): GivenAddress[] {
  return desired.containers.flatMap(({ id, interfaces }) =>
    interfaces.flatMap(({ networkId, ipv4Address, ipv6Address }) =>
      [ipv4Address, ipv6Address].flatMap((address) =>
        address === null ? [] : { containerId: id, networkId, address },
      ),
    ),
  );
}

/** The given address, or one of the target's: on a network of the source if there is one, IPv4 first. */
function chooseAddress(
  from: ContainerModel,
  to: ContainerModel,
  given: string | null,
  { ipVersion }: ReachKind,
): string | null {
  if (given !== null) return given;
  const shared = new Set(from.interfaces.map(({ network }) => network.id));
  const all = to.interfaces.flatMap(({ network, ipv4Address, ipv6Address }) =>
    [ipv4Address, ipv6Address].flatMap((address) =>
      address === null ? [] : { address, isShared: shared.has(network.id) },
    ),
  );
  const fitting = all.filter(
    ({ address }) => ipVersion === null || parseIpAddress(address)?.family === ipVersion,
  );
  const four = fitting.filter(({ address }) => parseIpAddress(address)?.family === 4);
  const best = four.length > 0 ? four : fitting;
  return (best.find(({ isShared }) => isShared) ?? best[0])?.address ?? null;
}

function toFailure(error: unknown, { services: { logger } }: RequestContext): Failure {
  if (error instanceof HostRefusal && error.problem.code === 'LIMIT')
    return { kind: 'conflict', message: error.problem.message };
  logger.info({ err: error }, 'could not explain who reaches whom');
  return { kind: 'host', message: 'A host of the lab does not answer. Try again later.' };
}
