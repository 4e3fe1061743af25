import { encodePayload, type ApplyLabResponse } from '@pineapple/contracts';
import { type Lab, toHostManifest } from '@pineapple/core';
import { notSent, pendingApply, sent } from './apply-record.ts';
import type { ApplyLabPorts } from './ports.ts';

/** Greater than any revision: a forgotten lab never comes back. */
const lastRevision = Number.MAX_SAFE_INTEGER;

/**
 * Makes a host remove its orphans of a lab that was moved away. The host's own report that nothing is left takes the lab
 * off its list; until then the removal is repeated whenever the host reports.
 *
 * @param lab - Null when the lab is forgotten.
 */
export async function removeOrphan(
  labId: string,
  lab: Lab | null,
  hostId: string,
  ports: ApplyLabPorts,
): Promise<ApplyLabResponse> {
  if (lab?.placement.hosts.includes(hostId)) {
    await ports.hosts.forgetOrphan(hostId, labId);
    return { outcome: 'not-a-leftover' };
  }
  // Newer than every apply while the lab was on this host, older than any apply if it returns.
  const revision = lab ? lab.revision - 1 : lastRevision;
  const nothing = { id: labId, revision, deletedAt: '', networks: [], containers: [] };
  const payload = encodePayload(toHostManifest(nothing, []));
  const apply = pendingApply({ id: labId, revision }, hostId, ports.newApplyId(), ports.now());
  await ports.applies.put(apply);
  const command = await ports.send({ hostId, labId, revision, payload });
  const change = command.ok ? sent(command.value, ports.now()) : notSent(command.error, ports.now());
  await ports.applies.update(labId, apply.applyId, change);
  if (command.ok) return { outcome: 'sent', commandId: command.value, hostId, revision };
  ports.log('warn', 'could not remove the orphans of a lab, will retry', {
    labId,
    hostId,
    reason: command.error,
  });
  return { outcome: 'not-sent', reason: command.error };
}
