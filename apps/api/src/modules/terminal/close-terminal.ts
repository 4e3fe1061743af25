import { terminalNamePattern } from '@pineapple/host-link/protocol';
import { fail, ok, quoted, type Result } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { HostRefusal } from '@pineapple/host-link';
import type { ContainerModel } from '../../live-lab/lab-snapshot.ts';
import { findLabOfContainer } from '../container/find-container.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';
import { endTerminal } from './end-terminal.ts';

interface CloseTerminal {
  readonly containerId: string;
  readonly name: string;
}

const timeoutMs = 5_000;

/** Closes a terminal and ends the programs in it. */
export async function closeTerminal(
  { containerId, name }: CloseTerminal,
  context: RequestContext,
): Promise<Result<ContainerModel, Failure>> {
  requireViewer(context);
  const { hostLinks, logger } = context.services;
  const liveLab = await findLabOfContainer(containerId, context);
  const container = liveLab?.snapshot.container(containerId);
  if (!container) return fail(noSuch('container', containerId));
  const { hostId } = container;
  const message = `There is no terminal ${quoted(name)} in the container '${container.name}'.`;
  const missing: Failure = { kind: 'not-found', subject: name, message };
  if (hostId === null || !terminalNamePattern.test(name)) return fail(missing);
  const labId = container.lab.id;
  try {
    const lease = hostLinks.feeds(hostId);
    await endTerminal(lease, { labId, containerId, name }, AbortSignal.timeout(timeoutMs));
    return ok(container);
  } catch (error) {
    if (error instanceof HostRefusal && error.problem.code === 'NOT_FOUND') return fail(missing);
    logger.warn({ err: error, hostId, containerId }, 'could not close a terminal');
    return fail({
      kind: 'host',
      message: "The container's host does not answer. Nothing was changed; try again later.",
    });
  }
}
