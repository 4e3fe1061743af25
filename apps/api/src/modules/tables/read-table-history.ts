import { hostOfContainer, type TableRecord, tableRecordSchema } from '@pineapple/core';
import { askHost, HostRefusal } from '@pineapple/host-link';
import type { RequestContext } from '../../context/request-context.ts';
import { requestError } from '../../context/request-errors.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';

interface Range {
  /** In ISO 8601, as `to`. */
  readonly from: string;
  readonly to: string;
}

const timeoutMs = 5_000;

/**
 * Asks a container's host for what it recorded of the network tables. Empty for a container that is on no host yet.
 * @throws GraphQLError when the host can't be asked
 */
export async function readTableHistory(
  snapshot: LabSnapshot,
  containerId: string,
  { from, to }: Range,
  { services }: RequestContext,
): Promise<readonly TableRecord[]> {
  const observed = snapshot.container(containerId)?.observed?.hostId ?? null;
  const hostId = hostOfContainer(snapshot.desired, containerId, observed);
  if (hostId === null) return [];
  const signal = AbortSignal.timeout(timeoutMs);
  const lease = services.hostLinks.feeds(hostId);
  try {
    const path = `/table-history/${containerId}?${new URLSearchParams({ from, to }).toString()}`;
    const request = { method: 'GET', path, labId: snapshot.id } as const;
    const text = await askHost(await lease.session(signal), request, signal);
    const lines = text.split('\n').filter((line) => line !== '');
    return lines.map((line) => tableRecordSchema.parse(JSON.parse(line)));
  } catch (error) {
    // The host does not have the container yet.
    if (error instanceof HostRefusal && error.problem.code === 'NOT_FOUND') return [];
    services.logger.info({ err: error, containerId, hostId }, 'could not read the history of tables');
    throw requestError('HOST_UNAVAILABLE', 'The host of the container does not answer. Try again later.');
  } finally {
    lease.release();
  }
}
