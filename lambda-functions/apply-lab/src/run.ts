import { applyLabRequest, type ApplyLabResponse } from '@pineapple/contracts';
import type { Lab } from '@pineapple/core';
import { nothingToDo, notSent, pendingApply } from './apply-record.ts';
import { placeLab } from './place-lab.ts';
import type { ApplyLabPorts } from './ports.ts';
import { removeLeftover } from './remove-leftover.ts';
import { sendParts, sendWhole } from './send-lab.ts';
import { tell } from './tell.ts';

/**
 * Sends a whole desired lab to its host, or each of its hosts its part. Level-triggered: it sends what is stored now,
 * whatever edit it was called for, so that a repeated, late or lost call does no harm. When a command can't be sent, that
 * is an answer and a record, not an exception: the sweep tries again.
 */
export async function run(request: unknown, ports: ApplyLabPorts): Promise<ApplyLabResponse> {
  const { labId, hosts, removeFrom } = applyLabRequest.parse(request);
  const lab = await ports.labs.get(labId, { consistent: true });
  if (removeFrom !== undefined) return removeLeftover(labId, lab, removeFrom, ports);
  if (!lab) return { outcome: 'gone' };

  const placement = await placeLab(lab, ports);
  if (placement.kind === 'no-host') return refuse(lab, placement.reason, ports);
  if (placement.kind === 'gone') return { outcome: 'gone' };
  const { lab: placed } = placement;
  const [hostId, ...others] = placed.placement.hosts;
  if (hostId === undefined) throw new Error(`Lab ${labId} was placed on no host.`);
  if (others.length > 0) return sendParts(placed, hosts, ports);
  const bringAbout = isNewAndEmpty(placed) ? keepPlaced : sendWhole;
  return bringAbout(placed, hostId, ports);
}

/** No host was ever told of it, because each edit that concerns a host makes another revision. */
function isNewAndEmpty({ hostRevision, networks, containers, deletedAt }: Lab): boolean {
  return hostRevision === 1 && networks.length === 0 && containers.length === 0 && deletedAt === null;
}

/** Spares the host, and Systems Manager, which takes few commands a second, a command with nothing in it. */
async function keepPlaced(lab: Lab, hostId: string, ports: ApplyLabPorts): Promise<ApplyLabResponse> {
  const apply = {
    ...pendingApply(lab, hostId, ports.newApplyId(), ports.now()),
    ...nothingToDo(ports.now()),
  };
  await ports.labs.settle(lab.id, lab.revision);
  await ports.applies.put(apply);
  await tell(lab, apply.applyId, ports);
  return { outcome: 'placed', hostId, revision: lab.revision };
}

async function refuse(lab: Lab, reason: string, ports: ApplyLabPorts): Promise<ApplyLabResponse> {
  const apply = {
    ...pendingApply(lab, null, ports.newApplyId(), ports.now()),
    ...notSent(reason, ports.now()),
  };
  await ports.applies.put(apply);
  await tell(lab, apply.applyId, ports);
  ports.log('warn', 'The lab could not be placed on a host.', { labId: lab.id, reason });
  return { outcome: 'no-host', reason };
}
