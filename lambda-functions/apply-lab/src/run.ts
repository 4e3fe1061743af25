import {
  applyLabRequest,
  type ApplyLabResponse,
  buildImageRequest,
  type BuildImageResponse,
  saveSnapshotRequest,
  type SaveSnapshotResponse,
} from '@pineapple/contracts';
import type { Lab } from '@pineapple/core';
import { nothingToDo, notSent, pendingApply, publishApply } from './apply-record.ts';
import { buildImage } from './build-image.ts';
import { placeLab } from './place-lab.ts';
import type { ApplyLabPorts } from './ports.ts';
import { saveSnapshot } from './save-snapshot.ts';
import { removeOrphan } from './remove-orphan.ts';
import { sendToHosts, sendToSingleHost } from './send-lab.ts';

/**
 * Sends the desired lab to its host, or its part to each of its hosts. Level-triggered: it always sends what is stored
 * now, so that repeated, late and lost calls do no harm. A command that can't be sent is a response and a record, not an
 * exception, and the sweep retries it. It also sends Dockerfiles and saves to hosts, because it alone may send commands.
 */
export async function run(
  request: unknown,
  ports: ApplyLabPorts,
): Promise<ApplyLabResponse | BuildImageResponse | SaveSnapshotResponse> {
  const build = buildImageRequest.safeParse(request);
  if (build.success) return buildImage(build.data.buildImage, ports);
  const save = saveSnapshotRequest.safeParse(request);
  if (save.success) return saveSnapshot(save.data.saveSnapshot, ports);
  const { labId, hostId: likelyHost, hosts, removeFrom } = applyLabRequest.parse(request);
  const [lab, host] = await Promise.all([
    ports.labs.get(labId, { consistent: true }),
    likelyHost === undefined ? null : ports.hosts.get(likelyHost),
  ]);
  if (removeFrom !== undefined) return removeOrphan(labId, lab, removeFrom, ports);
  if (!lab) return { outcome: 'gone' };

  const placement = await placeLab(lab, ports, host);
  if (placement.kind === 'no-host') return refuse(lab, placement.reason, ports);
  if (placement.kind === 'gone') return { outcome: 'gone' };
  const { lab: placed } = placement;
  const [hostId, ...others] = placed.placement.hosts;
  if (hostId === undefined) throw new Error(`Lab ${labId} was placed but has no host.`);
  if (others.length > 0) return sendToHosts(placed, hosts, ports);
  const apply = isNewAndEmpty(placed) ? skipEmptyLab : sendToSingleHost;
  return apply(placed, hostId, ports);
}

/** No host has received this lab, because each edit that concerns a host increases the host revision. */
function isNewAndEmpty({ hostRevision, networks, containers, deletedAt }: Lab): boolean {
  return hostRevision === 1 && networks.length === 0 && containers.length === 0 && deletedAt === null;
}

/** Saves an empty command: Systems Manager accepts few commands a second. */
async function skipEmptyLab(lab: Lab, hostId: string, ports: ApplyLabPorts): Promise<ApplyLabResponse> {
  const apply = {
    ...pendingApply(lab, hostId, ports.newApplyId(), ports.now()),
    ...nothingToDo(ports.now()),
  };
  await ports.labs.markConverged(lab.id, lab.revision);
  await ports.applies.put(apply);
  await publishApply(lab, apply.applyId, ports);
  return { outcome: 'placed', hostId, revision: lab.revision };
}

async function refuse(lab: Lab, reason: string, ports: ApplyLabPorts): Promise<ApplyLabResponse> {
  const apply = {
    ...pendingApply(lab, null, ports.newApplyId(), ports.now()),
    ...notSent(reason, ports.now()),
  };
  await ports.applies.put(apply);
  await publishApply(lab, apply.applyId, ports);
  ports.log('warn', 'could not place a lab', { labId: lab.id, reason });
  return { outcome: 'no-host', reason };
}
