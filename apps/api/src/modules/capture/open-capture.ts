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
  subjectId: string,
  search: URLSearchParams,
  context: RequestContext,
): Promise<AllowedCapture> {
  const { liveLab } = await findOwn(subjectId, context);
  const read = readCaptureRequest(subjectId, search);
  if ('problem' in read) throw new CaptureRefusal('VALIDATION', read.problem.message, read.problem.field);
  const { request } = read;
  const isLab = subjectId === liveLab.labId;
  const [first] = request.on;
  const name = first?.interface ?? null;
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

/** Divides a capture among the hosts. @throws CaptureRefusal */
function hostParts(lab: LabSnapshot, subjectId: string, request: CaptureRequest): HostPart[] {
  const hosts = request.on.map((point) => hostOf(lab, point));
  return [...new Set(hosts)].map((hostId) => {
    const numbers = [...hosts.keys()].filter((number) => hosts[number] === hostId);
    const on = numbers.flatMap((number) => request.on[number] ?? []);
    const [first] = on;
    const query = subjectId === lab.id ? { on } : { on: [], interface: first?.interface ?? null };
    return { hostId, numbers, path: capturePath(subjectId, { ...request, ...query, record: false }) };
  });
}

/** The name of a point's container. @throws CaptureRefusal when the lab has none */
function nameOf(lab: LabSnapshot, { containerId }: CapturePoint): string {
  const found = lab.container(containerId);
  if (found?.desired) return found.name;
  throw new CaptureRefusal('NOT_FOUND', noSuch('container', containerId).message);
}

/** Finds the lab of a container, or a lab, that the caller may see. @throws CaptureRefusal */
export async function findOwn(
  subjectId: string,
  context: RequestContext,
): Promise<{ readonly liveLab: LiveLab }> {
  if (parseId(subjectId)?.kind === 'lab') {
    const lab = await findLiveLab(subjectId, context);
    if (lab) return { liveLab: lab };
    throw new CaptureRefusal('NOT_FOUND', noSuch('lab', subjectId).message);
  }
  const liveLab = await findLabOfContainer(subjectId, context);
  if (!liveLab?.snapshot.container(subjectId)?.desired)
    throw new CaptureRefusal('NOT_FOUND', noSuch('container', subjectId).message);
  return { liveLab };
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
    const isThere = ({ containerId }: CapturePoint): boolean =>
      desired.containers.some(({ id }) => id === containerId);
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

/** The host of a point. @throws CaptureRefusal when there is none */
function hostOf({ desired, observations }: LabSnapshot, { containerId }: CapturePoint): string {
  const hostId = hostOfContainer(desired, containerId, observations.get(containerId)?.hostId ?? null);
  if (hostId !== null) return hostId;
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
