import { fail, type Lab, labUsage, noUsage, ok, type Result, usageGrows } from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';

/** Why a user may not have one more lab; null if they may. */
export async function refuseOneMoreLab(ownerId: string, context: RequestContext): Promise<Failure | null> {
  const { labs, labsPerUser } = context.services;
  const used = await labs.countByOwner(ownerId);
  if (used < labsPerUser) return null;
  const message = `You have ${used} labs; the limit is ${labsPerUser}. Delete one to make room.`;
  return { kind: 'quota', message, limit: labsPerUser, used };
}

/** Stores a new lab within the quotas of its owner, and has it applied. */
export async function storeNewLab(lab: Lab, context: RequestContext): Promise<Result<LabSnapshot, Failure>> {
  const { labs, liveLabs, quotas, clock, announcer, background } = context.services;
  const tooMany = await refuseOneMoreLab(lab.ownerId, context);
  if (tooMany !== null) return fail(tooMany);
  const room = usageGrows(noUsage, labUsage(lab)) ? await quotas.reserve(noUsage, lab) : null;
  const refusal = room === null ? null : quotas.refusal({ ...lab, networks: [], containers: [] }, lab, room);
  if (refusal !== null) return fail(refusal);
  const created = await labs.create(lab);
  if (!created.ok) {
    const deletedAt = clock().toISOString();
    background.run('release quotas', () => quotas.release(lab, { ...lab, deletedAt }));
    const message = `You already have a lab named '${lab.name}'. Choose another name.`;
    return fail({ kind: 'conflict', message });
  }
  announcer.created(created.value);
  const liveLab = await liveLabs.open(created.value.id);
  if (liveLab === null) throw new Error(`Lab ${created.value.id} is gone right after it was created`);
  return ok(liveLab.snapshot);
}
