import { type ReachCell, type ReachRequest, readReachRequest } from '@pineapple/host-link/protocol';
import type { Logger } from 'pino';
import { beginLines } from '../line-writer.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import { canRespond, type StreamHandler, type StreamRequest } from '../stream-server.ts';
import { delayOfLinks, planProbes, type ProbePace } from './plan-probes.ts';
import { type LabSource, otherEnds, ownEnds, wantedLab } from './reach-ends.ts';
import { runProbes } from './run-probes.ts';

interface ReachRoutesOptions extends LabSource {
  readonly log: Logger;
}

/** Three packets to each address, over within a second and a half. */
const pingPace: ProbePace = { attempts: 3, intervalMs: 150, timeoutMs: 1_000 };
/** For one address, whose packets no others delay. */
const onePace: ProbePace = { ...pingPace, intervalMs: 50 };
/** Two tenths of a second after the last packet, which is a hundred times what links without a delay take. */
const earlyMs = 300;
/** Long enough for the kernel to send a lost SYN again. */
const tcpPace: ProbePace = { attempts: 1, intervalMs: 0, timeoutMs: 1_500 };
/** Checks that run on this host at the same time. */
const mostChecks = 4;

/** The endpoint `/reach`. */
export function reachRoutes(options: ReachRoutesOptions): Record<string, StreamHandler> {
  const busy = new Set<string | symbol>();
  return {
    'GET /reach': async (request) => {
      const { labId, stream } = request;
      const wanted = readRequest(request.query);
      // An explanation asks about one address, and may run beside a check.
      const slot = wanted.address === null ? labId : Symbol(labId);
      if (busy.has(slot))
        throw new StreamRefusal('LIMIT', 'A check of this lab is running. Wait until it has ended.');
      if (busy.size >= mostChecks)
        throw new StreamRefusal(
          'LIMIT',
          `The host runs ${mostChecks} checks, which is the limit. Try again.`,
        );
      busy.add(slot);
      try {
        await check(options, { labId, stream, wanted });
      } finally {
        busy.delete(slot);
      }
    },
  };
}

async function check(
  { registry, docker, log }: ReachRoutesOptions,
  { labId, stream, wanted }: Pick<StreamRequest, 'labId' | 'stream'> & { readonly wanted: ReachRequest },
): Promise<void> {
  const ends = [...(await ownEnds({ registry, docker }, labId)), ...otherEnds(registry, labId)];
  const { probes, known } = planProbes(ends, wanted);
  if (!canRespond(stream)) return;
  const left = new AbortController();
  stream.once('close', () => left.abort());
  beginLines(stream);
  const write = (line: ReachCell | { readonly end: true }): void => {
    if (!stream.destroyed) stream.write(`${JSON.stringify(line)}\n`);
  };
  known.forEach(write);
  try {
    const port = wanted.tcpPort;
    const pace = port !== null ? tcpPace : wanted.address === null ? pingPace : onePace;
    const delayMs = delayOfLinks(wantedLab(registry, labId));
    await runProbes({
      ...{ probes, port, signal: left.signal, onCell: write },
      pace: { ...pace, timeoutMs: pace.timeoutMs + delayMs },
      earlyMs: wanted.early === true ? earlyMs + delayMs : null,
    });
    write({ end: true });
  } catch (error) {
    // The reader sees that the last line is missing.
    if (!left.signal.aborted) log.warn({ err: error, labId }, 'a check of reachability failed');
  }
  stream.end();
}

function readRequest(query: URLSearchParams): ReachRequest {
  try {
    return readReachRequest(query);
  } catch (cause) {
    throw new StreamRefusal('BAD_REQUEST', 'The request has a bad IP version, port or address', { cause });
  }
}
