import { fail, hostOfContainer, type Lab, ok, type Result } from '@pineapple/core';
import { contentsLine } from '@pineapple/host-link/protocol';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import { requestError } from '../../context/request-errors.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { readHostLines } from '../../live-hosts/read-host-lines.ts';

const timeoutMs = 20_000;

/** What the programs of one container changed, in bytes. */
export interface ContainerSize {
  readonly containerId: string;
  readonly name: string;
  readonly bytes: number;
}

/** Asks the hosts of a lab how much the programs of its containers changed. */
export async function measureContents(
  lab: Lab,
  context: RequestContext,
): Promise<Result<readonly ContainerSize[], Failure>> {
  const viewerId = requireViewer(context).id;
  const { contentChecks } = context.services;
  if (!contentChecks.hasRoom(viewerId))
    throw requestError('RATE_LIMITED', 'You measure several labs already. Wait for one of them.');
  const leave = contentChecks.enter(viewerId);
  try {
    return await askHosts(lab, context);
  } finally {
    leave();
  }
}

async function askHosts(
  lab: Lab,
  { services }: RequestContext,
): Promise<Result<readonly ContainerSize[], Failure>> {
  const { hostLinks: links, logger } = services;
  const sizes = new Map<string, number>();
  const signal = AbortSignal.timeout(timeoutMs);
  const onLine = (line: string): void => {
    const { containerId, bytes } = contentsLine.parse(JSON.parse(line));
    sizes.set(containerId, bytes);
  };
  const hosts = new Set(lab.containers.flatMap(({ id }) => hostOfContainer(lab, id, null) ?? []));
  for (const hostId of hosts) {
    try {
      await readHostLines(links, { hostId, labId: lab.id, path: '/contents', onLine, signal });
    } catch (error) {
      logger.info({ err: error, hostId, labId: lab.id }, 'could not measure the contents of a lab');
      const message = `The host ${hostId} did not say how much the lab's containers hold. Try again once the host is back.`;
      return fail({ kind: 'host', message });
    }
  }
  return ok(lab.containers.map(({ id, name }) => ({ containerId: id, name, bytes: sizes.get(id) ?? 0 })));
}
