import { encodePayload, type ApplyLabResponse } from '@pineapple/contracts';
import { type Lab, toHostManifest } from '@pineapple/core';
import { notSent, pendingApply, sent } from './apply-record.ts';
import type { ApplyLabPorts } from './ports.ts';

/** Greater than any revision: nobody will ask for this lab again. */
const lastRevision = Number.MAX_SAFE_INTEGER;

/**
 * Has a host that a lab was moved away from leave nothing of it behind. The host's own word that nothing is left takes
 * the lab off its list; until then it is asked again whenever it reports.
 *
 * @param lab - Null when it is forgotten altogether.
 */
export async function removeLeftover(
  labId: string,
  lab: Lab | null,
  hostId: string,
  ports: ApplyLabPorts,
): Promise<ApplyLabResponse> {
  if (lab?.placement.hosts.includes(hostId)) {
    await ports.hosts.dropLeftover(hostId, labId);
    return { outcome: 'not-a-leftover' };
  }
  // Newer than all that was sent while the lab was there, older than what is sent should it come back.
  const revision = lab ? lab.revision - 1 : lastRevision;
  const nothing = { id: labId, revision, deletedAt: '', networks: [], containers: [] };
  const payload = encodePayload(toHostManifest(nothing, ports.images));
  const apply = pendingApply({ id: labId, revision }, hostId, ports.newApplyId(), ports.now());
  await ports.applies.put(apply);
  const command = await ports.send({ hostId, labId, revision, payload });
  const change = command.ok ? sent(command.value, ports.now()) : notSent(command.error, ports.now());
  await ports.applies.update(labId, apply.applyId, change);
  if (command.ok) return { outcome: 'sent', commandId: command.value, hostId, revision };
  ports.log('warn', 'What is left of a lab could not be removed yet.', {
    labId,
    hostId,
    reason: command.error,
  });
  return { outcome: 'not-sent', reason: command.error };
}
