import type { HostReported } from '@pineapple/contracts';
import type { RecordedReport } from '@pineapple/store';
import { recorded, type Recorded, type RecordEventPorts } from './ports.ts';
import { tellOfHost } from './tell-of-host.ts';

/** Of what may be left over, so much is asked to be removed at one report; the next comes within half a minute. */
const leftoversAtOnce = 10;

/**
 * Records what a host says about itself. One that counted as dead is asked about all its labs, because nobody knows what
 * happened to them meanwhile; whoever has something left of labs that moved away is to remove it; and where it can be
 * reached is news to the other hosts of its wide labs.
 */
export async function recordHost(reported: HostReported, ports: RecordEventPorts): Promise<Recorded> {
  const { hostId } = reported;
  const before = await ports.hosts.record(reported);
  if (!before.newer) return recorded;
  await Promise.all([
    tellOfHost(hostId, ports),
    reported.docker.up && askOfHost(hostId, before, ports),
    before.readdressed && tellPeers(hostId, ports),
  ]);
  return recorded;
}

async function tellPeers(hostId: string, ports: RecordEventPorts): Promise<void> {
  const wide = (await ports.labs.listByHost(hostId)).filter(({ placement }) => placement.hosts.length > 1);
  await Promise.all(wide.map(({ id }) => ports.applyLab({ labId: id, cause: 'host-back' })));
}

async function askOfHost(
  hostId: string,
  { wasLost, leftovers }: RecordedReport,
  ports: RecordEventPorts,
): Promise<void> {
  const labs = wasLost ? await ports.labs.listByHost(hostId) : [];
  const moved = [...leftovers].slice(0, leftoversAtOnce);
  await Promise.all([
    ...labs.map(({ id }) => ports.applyLab({ labId: id, cause: 'host-back' })),
    ...moved.map((labId) => ports.applyLab({ labId, cause: 'host-back', removeFrom: hostId })),
  ]);
}
