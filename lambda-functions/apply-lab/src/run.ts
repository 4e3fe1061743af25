import { applyLabRequest, encodePayload, type ApplyLabResponse } from '@pineapple/contracts';
import { toDesiredLab, type Lab } from '@pineapple/core';
import { notSent, pendingApply, sent } from './apply-record.ts';
import { placeLab } from './place-lab.ts';
import { removeLeftover } from './remove-leftover.ts';
import type { ApplyLabPorts } from './ports.ts';

/**
 * Sends a whole desired lab to its host. Level-triggered: it sends what is stored now, whatever edit it was called
 * for, so that a repeated, late or lost call does no harm. When the command can't be sent, that is an answer and a
 * record, not an exception: the sweep tries again.
 */
export async function run(request: unknown, ports: ApplyLabPorts): Promise<ApplyLabResponse> {
  const { labId, removeFrom } = applyLabRequest.parse(request);
  const lab = await ports.labs.get(labId, { consistent: true });
  if (removeFrom !== undefined) return removeLeftover(labId, lab, removeFrom, ports);
  if (!lab) return { outcome: 'gone' };

  const placement = await placeLab(lab, ports);
  if (placement.kind === 'host') return sendLab(lab, placement.hostId, ports);
  if (placement.kind === 'no-host') return refuse(lab, placement.reason, ports);
  return { outcome: 'gone' };
}

async function sendLab(lab: Lab, hostId: string, ports: ApplyLabPorts): Promise<ApplyLabResponse> {
  const apply = pendingApply(lab, hostId, ports.newApplyId(), ports.now());
  await ports.applies.put(apply);

  const payload = encodePayload(toDesiredLab(lab, ports.images));
  const command = await ports.send({ hostId, labId: lab.id, revision: lab.revision, payload });
  const change = command.ok ? sent(command.value, ports.now()) : notSent(command.error, ports.now());
  await ports.applies.update(lab.id, apply.applyId, change);
  await tell(lab, apply.applyId, ports);

  if (command.ok) return { outcome: 'sent', commandId: command.value, hostId, revision: lab.revision };
  ports.log('warn', 'The lab could not be sent to its host.', {
    labId: lab.id,
    hostId,
    reason: command.error,
  });
  return { outcome: 'not-sent', reason: command.error };
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

/** The command is on its way whether or not anyone can be told, so this never fails the function: a retry would send it again. */
async function tell(lab: Lab, applyId: string, ports: ApplyLabPorts): Promise<void> {
  try {
    await ports.publish({ type: 'apply', labId: lab.id, applyId });
  } catch (error) {
    ports.log('error', 'The apply could not be published.', { labId: lab.id, applyId, error: String(error) });
  }
}
