import type { ClientHttp2Stream } from 'node:http2';
import { pipeline, type Readable, Transform } from 'node:stream';
import { recordingHeader } from '@pineapple/host-link/analysis';
import { capturePath, readCaptureRequest } from '@pineapple/host-link/capture';
import { HostRefusal, requestStream } from '@pineapple/host-link';
import type { RequestContext } from '../../context/request-context.ts';
import { allows } from '../../identity/credential.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';
import { ContainerWatch } from '../../live-lab/container-watch.ts';
import type { LiveLab } from '../../live-lab/live-lab.ts';
import { findLabOfContainer } from '../container/find-container.ts';
import type { CaptureLimits } from './capture-limits.ts';
import { CaptureRefusal, fromHost } from './capture-refusal.ts';
import type { HeldCapture } from './held-capture.ts';

/** A capture that may be opened. */
interface AllowedCapture {
  readonly liveLab: LiveLab;
  readonly containerId: string;
  /** The request to the host's agent. */
  readonly path: string;
  /** Whether the host keeps the latest packets under the capture's id. */
  readonly isRecorded: boolean;
  readonly fileName: string;
}

/** Checks who asks for what. What the viewer may not see does not exist. @throws CaptureRefusal */
export async function allowCapture(
  containerId: string,
  search: URLSearchParams,
  context: RequestContext,
): Promise<AllowedCapture> {
  const { liveLab, name } = await findOwn(containerId, context);
  const read = readCaptureRequest(search);
  if ('problem' in read) throw new CaptureRefusal('VALIDATION', read.problem.message, read.problem.field);
  const words = [liveLab.snapshot.name, name, read.request.interface ?? ''];
  const fileName = words
    .filter((word) => word !== '')
    .join('-')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-');
  return {
    liveLab,
    containerId,
    path: capturePath(containerId, { ...read.request, record: false }),
    isRecorded: read.request.record,
    fileName: `${fileName}.pcapng`,
  };
}

/** Finds a container that the caller may see. @throws CaptureRefusal */
export async function findOwn(
  containerId: string,
  context: RequestContext,
): Promise<{ readonly liveLab: LiveLab; readonly name: string }> {
  const liveLab = await findLabOfContainer(containerId, context);
  const container = liveLab?.snapshot.container(containerId);
  if (!liveLab || !container?.desired)
    throw new CaptureRefusal('NOT_FOUND', noSuch('container', containerId).message);
  return { liveLab, name: container.name };
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
 * Opens a capture on the container's host. Its bytes are pcapng, and stop when `held` is closed, the container is deleted
 * or its owner leaves.
 * @throws CaptureRefusal
 */
export async function openCapture(
  { liveLab, containerId, path, isRecorded }: AllowedCapture,
  held: HeldCapture,
  { services: { hostLinks, logger } }: Pick<RequestContext, 'services'>,
  { hostTimeoutMs }: CaptureLimits,
): Promise<Readable> {
  if (held.signal.aborted)
    throw new CaptureRefusal('UNAUTHENTICATED', 'The session has ended. Sign in again.');
  const watch = new ContainerWatch(liveLab, containerId, () => {
    if (watch.deleted) held.close();
  });
  held.signal.addEventListener('abort', () => watch.close());
  const { hostId } = watch;
  if (hostId === null)
    throw new CaptureRefusal(
      'CONFLICT',
      'The container has no host yet. Wait until it is READY, and try again.',
    );
  const lease = hostLinks.capture(hostId, containerId, held.id);
  held.signal.addEventListener('abort', () => lease.release());
  try {
    const patience = AbortSignal.any([held.signal, AbortSignal.timeout(hostTimeoutMs)]);
    const session = await lease.session(patience);
    // Not with the timeout: the signal stays with the stream.
    const headers: Record<string, string> = isRecorded ? { [recordingHeader]: held.id } : {};
    return untilItsEnd(
      await requestStream(session, { method: 'GET', path, labId: liveLab.labId, headers }, held.signal),
    );
  } catch (error) {
    if (error instanceof HostRefusal) throw fromHost(error);
    logger.info({ err: error, containerId, hostId }, 'could not open a capture');
    throw new CaptureRefusal('HOST_UNAVAILABLE', "The container's host does not answer. Try again later.");
  }
}

/** The bytes of a stream. Unlike the stream, which just ends, they fail when its host is lost. */
function untilItsEnd(stream: ClientHttp2Stream): Readable {
  const bytes = new Transform({
    transform: (chunk, _encoding, done) => done(null, chunk),
    flush: (done) => done(stream.rstCode === 0 ? null : new Error('The host of a capture was lost.')),
  });
  // The reader of the bytes gets the error.
  pipeline(stream, bytes, () => undefined);
  return bytes;
}
