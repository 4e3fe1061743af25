import type { HostReported } from '@pineapple/contracts';
import type { RecordedReport } from '@pineapple/store';
import { recorded, type Recorded, type RecordEventPorts } from './ports.ts';

/** How many labs with orphans are cleaned up per report. The next report comes within half a minute. */
const orphansAtOnce = 10;
/** How many labs a new host gets at once. */
const waitingAtOnce = 50;

/**
 * Records a host's report about itself. A new host gets the labs that wait for one. A host that was lost gets all its labs
 * again, because their state is unknown. One whose agent or Docker was down gets those that it may have missed. A host with
 * orphans removes them. The other hosts of its multi-host labs get a changed underlay address.
 */
export async function recordHost(reported: HostReported, ports: RecordEventPorts): Promise<Recorded> {
  const { hostId } = reported;
  const before = await ports.hosts.record(reported);
  if (!before.newer) return recorded;
  await Promise.all([
    publishHostChange(hostId, ports),
    reported.docker.up && reapplyLabs(reported, before, ports),
    before.first && reported.docker.up && placeWaitingLabs(ports),
    before.readdressed && reapplyToPeers(hostId, ports),
  ]);
  return recorded;
}

/** Others are placed by the sweep. */
async function placeWaitingLabs(ports: RecordEventPorts): Promise<void> {
  const unconverged = await ports.labs.listUnconverged(ports.now().toISOString());
  const waiting = unconverged.filter(({ placement }) => placement.hosts.length === 0);
  await Promise.all(
    waiting.slice(0, waitingAtOnce).map(({ id }) => ports.applyLab({ labId: id, cause: 'host-back' })),
  );
}

async function reapplyToPeers(hostId: string, ports: RecordEventPorts): Promise<void> {
  const multiHost = (await ports.labs.listByHost(hostId)).filter(
    ({ placement }) => placement.hosts.length > 1,
  );
  await Promise.all(multiHost.map(({ id }) => ports.applyLab({ labId: id, cause: 'host-back' })));
}

async function reapplyLabs(
  reported: HostReported,
  before: RecordedReport,
  ports: RecordEventPorts,
): Promise<void> {
  const { hostId } = reported;
  const orphaned = [...before.orphans].slice(0, orphansAtOnce);
  await Promise.all([
    reapplyOwnLabs(reported, before, ports),
    ...orphaned.map((labId) => ports.applyLab({ labId, cause: 'host-back', removeFrom: hostId })),
  ]);
}

/** A command may have been lost with the agent or with Docker. If this fails, the host's next report repeats it. */
async function reapplyOwnLabs(
  { hostId, readySince }: HostReported,
  { wasLost, isBehind }: RecordedReport,
  ports: RecordEventPorts,
): Promise<void> {
  if (!wasLost && !isBehind) return;
  const labs = wasLost ? await ports.labs.listByHost(hostId) : await ports.labs.listUnconvergedByHost(hostId);
  await Promise.all(
    labs.map(({ id, placement }) =>
      ports.applyLab({
        labId: id,
        cause: 'host-back',
        ...(!wasLost && placement.hosts.length > 1 && { hosts: [hostId] }),
      }),
    ),
  );
  if (readySince !== undefined) await ports.hosts.markCaughtUp(hostId, readySince);
}

/** Never fails: the host's next report publishes it again. */
export async function publishHostChange(
  hostId: string,
  { publishHost, log }: Pick<RecordEventPorts, 'publishHost' | 'log'>,
): Promise<void> {
  try {
    await publishHost(hostId);
  } catch (error) {
    log('warn', 'could not publish a changed host', { hostId, error: String(error) });
  }
}
