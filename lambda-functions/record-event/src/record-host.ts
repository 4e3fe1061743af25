import type { HostReported } from '@pineapple/contracts';
import { recorded, type Recorded, type RecordEventPorts } from './ports.ts';

/** Of what may be left over, so much is asked to be removed at one report; the next comes within half a minute. */
const leftoversAtOnce = 10;

/**
 * Records what a host says about itself. One that counted as dead is asked about all its labs, because nobody knows what
 * happened to them meanwhile; and whoever has something left of labs that moved away is to remove it.
 */
export async function recordHost(reported: HostReported, ports: RecordEventPorts): Promise<Recorded> {
  const { hostId } = reported;
  const { newer, wasLost, leftovers } = await ports.hosts.record(reported);
  if (!newer || !reported.docker.up) return recorded;
  const labs = wasLost ? await ports.labs.listByHost(hostId) : [];
  const moved = [...leftovers].slice(0, leftoversAtOnce);
  await Promise.all([
    ...labs.map(({ id }) => ports.applyLab({ labId: id, cause: 'host-back' })),
    ...moved.map((labId) => ports.applyLab({ labId, cause: 'host-back', removeFrom: hostId })),
  ]);
  return recorded;
}
