import { terminalNamePattern } from '@pineapple/host-link/protocol';
import { fail, ok, type Result } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { askHost, HostRefusal } from '@pineapple/host-link';
import type { ContainerModel } from '../../live-lab/container-model.ts';
import { findContainerView } from '../container/find-container.ts';

interface CloseTerminal {
  readonly containerId: string;
  readonly name: string;
}

const patienceMs = 5_000;

/** Ends a terminal and what runs in it. */
export async function closeTerminal(
  { containerId, name }: CloseTerminal,
  context: RequestContext,
): Promise<Result<ContainerModel, Failure>> {
  requireViewer(context);
  const { hostLinks, logger } = context.services;
  const view = await findContainerView(containerId, context);
  const container = view?.snapshot.container(containerId);
  if (!container) return missing(`There is no container '${containerId.slice(0, 60)}'.`);
  const { hostId } = container;
  const labId = container.lab.id;
  const noTerminal = `There is no terminal '${name.slice(0, 40)}' in the container '${container.name}'.`;
  if (hostId === null || !terminalNamePattern.test(name)) return missing(noTerminal);
  const lease = hostLinks.feeds(hostId);
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const path = `/terminals/${containerId}/${name}`;
    await askHost(await lease.session(signal), { method: 'DELETE', path, labId }, signal);
    return ok(container);
  } catch (error) {
    if (error instanceof HostRefusal && error.problem.code === 'NOT_FOUND') return missing(noTerminal);
    logger.warn({ err: error, hostId, containerId }, 'a terminal could not be ended');
    return fail({
      kind: 'host',
      message: "The container's host can't be asked just now. Nothing was changed.",
    });
  } finally {
    lease.release();
  }
}

function missing(message: string): Result<never, Failure> {
  return fail({ kind: 'not-found', message });
}
