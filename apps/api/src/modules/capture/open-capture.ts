import type { ClientHttp2Stream } from 'node:http2';
import { type Readable, Transform } from 'node:stream';
import { recordingHeader } from '@pineapple/host-link/analysis';
import {
  type CapturePoint,
  capturePath,
  type CaptureRequest,
  readCaptureRequest,
} from '@pineapple/host-link/capture';
import { hostOfContainer, parseId } from '@pineapple/core';
import { HostRefusal, requestStream } from '@pineapple/host-link';
import type { RequestContext } from '../../context/request-context.ts';
import { allows } from '../../identity/credential.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import type { LiveLab } from '../../live-lab/live-lab.ts';
import { findLabOfContainer } from '../container/find-container.ts';
import { findLiveLab } from '../lab/find-lab.ts';
import type { CaptureLimits } from './capture-limits.ts';
import { CaptureRefusal, fromHost } from './capture-refusal.ts';
import type { HeldCapture } from './held-capture.ts';
import { mergeCaptures } from './merge-captures.ts';

/** What a host captures. */
interface HostPart {
  readonly hostId: string;
  /** The request to its agent. */
  readonly path: string;
  /** The places of its points in the whole. */
  readonly numbers: readonly number[];
}

/** A capture that may be opened. */
interface AllowedCapture {
  readonly liveLab: LiveLab;
  /** The container, or the lab of several interfaces. */
  readonly subjectId: string;
  readonly points: readonly CapturePoint[];
  /** What each host captures. */
  readonly parts: readonly HostPart[];
  /** Whether the host keeps the latest packets under the capture's id. */
  readonly isRecorded: boolean;
  readonly fileName: string;
}

/** Checks who asks for what. What the viewer may not see does not exist. @throws CaptureRefusal */
export async function allowCapture(
  askedId: string,
  search: URLSearchParams,
  context: RequestContext,
): Promise<AllowedCapture> {
  const { liveLab, subjectId } = await findOwn(askedId, context);
  const read = readCaptureRequest(askedId, search);
  if ('problem' in read) throw new CaptureRefusal('VALIDATION', read.problem.message, read.problem.field);
  const { request } = read;
  const isLab = subjectId === liveLab.labId;
  const [first] = request.on;
  const name = first && 'interface' in first ? first.interface : null;
  const words = [liveLab.snapshot.name, ...request.on.map((point) => nameOf(liveLab.snapshot, point))];
  const fileName = (isLab ? words : [...words, name ?? ''])
    .filter((word) => word !== '')
    .join('-')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, 100);
  const parts = hostParts(liveLab.snapshot, subjectId, request);
  return {
    ...{ liveLab, subjectId, parts, points: request.on },
    // The dissector needs all packets on one host.
    isRecorded: request.record && parts.length === 1,
    fileName: `${fileName}.pcapng`,
  };
}

/** Divides a capture among the hosts. Each host of a network has frames of its own. @throws CaptureRefusal */
function hostParts(lab: LabSnapshot, subjectId: string, request: CaptureRequest): HostPart[] {
  const all = request.on.flatMap((point) => hostsOf(lab, point).map((hostId) => ({ point, hostId })));
  return [...new Set(all.map(({ hostId }) => hostId))].map((hostId) => {
    const numbers = [...all.keys()].filter((number) => all[number]?.hostId === hostId);
    const on = numbers.flatMap((number) => all[number]?.point ?? []);
    const [first] = on;
    const name = first && 'interface' in first ? first.interface : null;
    const query = subjectId === lab.id ? { on } : { on: [], interface: name };
    return { hostId, numbers, path: capturePath(subjectId, { ...request, ...query, record: false }) };
  });
}

/** A network that is not being deleted. */
function findNetwork({ desired }: LabSnapshot, networkId: string) {
  return desired.networks.find(({ id }) => id === networkId);
}

/** The name of a point's container or network. @throws CaptureRefusal when the lab has none */
function nameOf(lab: LabSnapshot, point: CapturePoint): string {
  if ('networkId' in point) {
    const network = findNetwork(lab, point.networkId);
    if (network) return network.name;
    throw new CaptureRefusal('NOT_FOUND', noSuch('network', point.networkId).message);
  }
  const found = lab.container(point.containerId);
  if (found?.desired) return found.name;
  throw new CaptureRefusal('NOT_FOUND', noSuch('container', point.containerId).message);
}

/**
 * Finds the lab of a container, a network or a lab that the caller may see. A capture of a network is one of its lab.
 * @throws CaptureRefusal
 */
export async function findOwn(
  askedId: string,
  context: RequestContext,
): Promise<{ readonly liveLab: LiveLab; readonly subjectId: string }> {
  const asked = parseId(askedId);
  if (asked?.kind === 'lab' || asked?.kind === 'network') {
    const labId = 'labId' in asked ? asked.labId : asked.id;
    const lab = await findLiveLab(labId, context);
    if (lab && (asked.kind === 'lab' || findNetwork(lab.snapshot, askedId)))
      return { liveLab: lab, subjectId: labId };
    throw new CaptureRefusal('NOT_FOUND', noSuch(asked.kind, askedId).message);
  }
  const subjectId = askedId;
  const liveLab = await findLabOfContainer(subjectId, context);
  if (!liveLab?.snapshot.container(subjectId)?.desired)
    throw new CaptureRefusal('NOT_FOUND', noSuch('container', subjectId).message);
  return { liveLab, subjectId };
}

/** Checks the credential of a request. Captures show what terminals show, so they need the same scope. @throws CaptureRefusal */
export function allowCredential({ credential }: Pick<RequestContext, 'credential'>) {
  if (credential === null)
    throw new CaptureRefusal('UNAUTHENTICATED', 'Sign in first: this needs a session or a token.');
  if (!allows(credential, 'TERMINAL'))
    throw new CaptureRefusal('FORBIDDEN', 'This token lacks the scope TERMINAL. Create one that has it.');
  return credential;
}

/**
 * Opens a capture on its host. Its bytes are pcapng, and stop when `held` is closed, what is captured is deleted, or
 * its owner leaves.
 * @throws CaptureRefusal
 */
export async function openCapture(
  { liveLab, subjectId, points, parts, isRecorded }: AllowedCapture,
  held: HeldCapture,
  { services: { hostLinks, logger } }: Pick<RequestContext, 'services'>,
  { hostTimeoutMs }: CaptureLimits,
): Promise<Readable> {
  if (held.signal.aborted)
    throw new CaptureRefusal('UNAUTHENTICATED', 'The session has ended. Sign in again.');
  const stop = liveLab.listen(() => {
    const { desired } = liveLab.snapshot;
    const isThere = (point: CapturePoint): boolean =>
      'networkId' in point
        ? desired.networks.some(({ id }) => id === point.networkId)
        : desired.containers.some(({ id }) => id === point.containerId);
    if (desired.deletedAt !== null || !points.every(isThere)) held.close();
  });
  held.signal.addEventListener('abort', stop);
  const patience = AbortSignal.any([held.signal, AbortSignal.timeout(hostTimeoutMs)]);
  const openPart = async ({ hostId, path, numbers }: HostPart) => {
    const lease = hostLinks.capture(hostId, subjectId, held.id);
    held.signal.addEventListener('abort', () => lease.release());
    try {
      const session = await lease.session(patience);
      // Not with the timeout: the signal stays with the stream.
      const headers: Record<string, string> = isRecorded ? { [recordingHeader]: held.id } : {};
      const request = { method: 'GET', path, labId: liveLab.labId, headers } as const;
      return { numbers, bytes: untilItsEnd(await requestStream(session, request, held.signal)) };
    } catch (error) {
      if (error instanceof HostRefusal) throw fromHost(error, subjectId === liveLab.labId);
      logger.info({ err: error, subjectId, hostId }, 'could not open a capture');
      throw new CaptureRefusal('HOST_UNAVAILABLE', "The container's host does not answer. Try again later.");
    }
  };
  // The route closes what is open when one of them fails.
  const opened = await Promise.all(parts.map(openPart));
  const [only] = opened;
  return only && opened.length === 1 ? only.bytes : mergeCaptures(opened);
}

/** The hosts of a point. A network is on all of the lab's. @throws CaptureRefusal when there are none */
function hostsOf({ desired, observations }: LabSnapshot, point: CapturePoint): readonly string[] {
  if ('networkId' in point) {
    if (desired.placement.hosts.length > 0) return desired.placement.hosts;
    throw new CaptureRefusal(
      'CONFLICT',
      'The network has no host yet. Wait until it is ACTIVE, and try again.',
    );
  }
  const { containerId } = point;
  const hostId = hostOfContainer(desired, containerId, observations.get(containerId)?.hostId ?? null);
  if (hostId !== null) return [hostId];
  throw new CaptureRefusal(
    'CONFLICT',
    'The container has no host yet. Wait until it is READY, and try again.',
  );
}

/** The bytes of a stream. Unlike the stream, which just ends, they fail when its host is lost. */
function untilItsEnd(stream: ClientHttp2Stream): Readable {
  const bytes = new Transform({
    transform: (chunk, _encoding, done) => done(null, chunk),
    flush: (done) => done(stream.rstCode === 0 ? null : new Error('The host of a capture was lost.')),
  });
  // The reader of the bytes gets the error. No pipeline: it takes a stream for lost whose both sides are done (`readChunks`).
  stream.pipe(bytes);
  stream.once('error', (error) => bytes.destroy(error));
  stream.once('close', () => {
    if (!stream.readableEnded) bytes.destroy(new Error('The host of a capture was lost.'));
  });
  bytes.once('close', () => stream.destroy());
  return bytes;
}
