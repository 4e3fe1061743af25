import type { Duplex } from 'node:stream';
import { HostRefusal, requestStream } from '@pineapple/host-link';
import { forwardCloseCodes } from '@pineapple/host-link/forward';
import type { RequestContext } from '../../context/request-context.ts';
import type { Services } from '../../context/services.ts';
import { allows, type Credential } from '../../identity/credential.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';
import { ContainerWatch } from '../../live-lab/container-watch.ts';
import type { LiveLab } from '../../live-lab/live-lab.ts';
import { findLabOfContainer } from '../container/find-container.ts';
import type { HeldPort } from './held-port.ts';
import type { PortLimits } from './port-limits.ts';
import { fromHost, PortRefusal } from './port-refusal.ts';
import { PortStream } from './port-stream.ts';

/** A port that may be connected to. */
export interface AllowedPort {
  readonly liveLab: LiveLab;
  readonly containerId: string;
  readonly containerName: string;
  readonly port: number;
}

/** Checks the credential. A port shows what a terminal could, so it needs the same scope. @throws PortRefusal */
export function allowCredential({ credential }: Pick<RequestContext, 'credential'>): Credential {
  if (credential === null)
    throw new PortRefusal('UNAUTHENTICATED', 'Sign in first: this needs a session or a token.');
  if (!allows(credential, 'TERMINAL'))
    throw new PortRefusal('FORBIDDEN', 'This token lacks the scope TERMINAL. Create one that has it.');
  return credential;
}

/** Checks who asks for what. What the viewer may not see does not exist. @throws PortRefusal */
export async function allowPort(
  containerId: string,
  port: number | null,
  context: RequestContext,
): Promise<AllowedPort> {
  const liveLab = await findLabOfContainer(containerId, context);
  const container = liveLab?.snapshot.container(containerId);
  if (!liveLab || !container?.desired)
    throw new PortRefusal('NOT_FOUND', noSuch('container', containerId).message);
  if (port === null) throw new PortRefusal('VALIDATION', 'A port is a number from 1 to 65535.');
  return { liveLab, containerId, containerName: container.name, port };
}

/**
 * Connects to the port from inside the container. The connection is cut when `held` is closed, the container is deleted or
 * its host is lost.
 * @throws PortRefusal
 */
export async function openPort(
  { liveLab, containerId, port }: AllowedPort,
  held: HeldPort,
  { hostLinks, logger }: Pick<Services, 'hostLinks' | 'logger'>,
  { hostTimeoutMs }: PortLimits,
): Promise<Duplex> {
  if (held.signal.aborted) throw new PortRefusal('UNAUTHENTICATED', 'The session has ended. Sign in again.');
  const watch = new ContainerWatch(liveLab, containerId, () => {
    if (watch.deleted) held.close(forwardCloseCodes.notFound, 'The container was deleted.');
  });
  held.signal.addEventListener('abort', () => watch.close());
  const { hostId } = watch;
  if (hostId === null)
    throw new PortRefusal(
      'CONFLICT',
      'The container has no host yet. Wait until it is READY, and try again.',
    );
  const lease = hostLinks.ports(hostId, containerId);
  held.signal.addEventListener('abort', () => lease.release());
  const patience = AbortSignal.any([held.signal, AbortSignal.timeout(hostTimeoutMs)]);
  try {
    const session = await lease.session(patience);
    const request = { method: 'POST', path: `/ports/${containerId}/${port}`, labId: liveLab.labId } as const;
    // Not with the timeout: the signal stays with the stream.
    return new PortStream(await requestStream(session, request, held.signal));
  } catch (error) {
    if (error instanceof HostRefusal) throw fromHost(error);
    logger.info({ err: error, containerId, hostId, port }, 'could not connect to a port');
    throw new PortRefusal('HOST_UNAVAILABLE', "The container's host does not answer. Try again later.");
  }
}
