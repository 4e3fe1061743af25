import { fail, type Lab, noUsage, ok, type Result, storedContents, usageGrows } from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';

/** Why a user may not have one more lab; null if they may. */
async function refuseOneMoreLab(ownerId: string, context: RequestContext): Promise<Failure | null> {
  const { labs, labsPerUser } = context.services;
  const used = await labs.countByOwner(ownerId);
  if (used < labsPerUser) return null;
  const message = `You have ${used} labs; the limit is ${labsPerUser}. Delete one to make room.`;
  return { kind: 'quota', message, limit: labsPerUser, used };
}

/** Why a new lab would not be stored within the quotas of its owner; null if it would. */
export async function foreseeNewLab(lab: Lab, context: RequestContext): Promise<Failure | null> {
  const tooMany = await refuseOneMoreLab(lab.ownerId, context);
  return tooMany ?? (await context.services.quotas.foresee(emptied(lab), lab));
}

/** A lab as it is before anything is in it. */
function emptied(lab: Lab): Lab {
  return { ...lab, networks: [], containers: [] };
}

/** The bytes with a SHA-256 that files of a new lab refer to; null if there are none. */
export type ReadContent = (sha256: string) => Promise<Uint8Array | null>;

/**
 * Stores a new lab within the quotas of its owner, and has it applied.
 *
 * @param readContent of its files that are binary or large
 */
export async function storeNewLab(
  lab: Lab,
  context: RequestContext,
  readContent: ReadContent = () => Promise.resolve(null),
): Promise<Result<LabSnapshot, Failure>> {
  const { files, labs, liveLabs, quotas, clock, announcer, background } = context.services;
  const tooMany = await refuseOneMoreLab(lab.ownerId, context);
  if (tooMany !== null) return fail(tooMany);
  const room = usageGrows(noUsage, quotas.usageOf(lab)) ? await quotas.reserve(noUsage, lab) : null;
  const refusal = room === null ? null : quotas.refusal(emptied(lab), lab, room);
  if (refusal !== null) return fail(refusal);
  const contents = storedContents(lab.containers);
  for (const { sha256 } of contents) {
    const content = await readContent(sha256);
    if (content !== null) await files.put(lab.id, sha256, content);
  }
  const created = await labs.create(lab);
  if (!created.ok) {
    const deletedAt = clock().toISOString();
    if (contents.length > 0) background.run('remove files', () => files.removeAll(lab.id));
    background.run('release quotas', () => quotas.release(lab, { ...lab, deletedAt }));
    const message = `You already have a lab named '${lab.name}'. Choose another name.`;
    return fail({ kind: 'conflict', message });
  }
  announcer.created(created.value);
  const liveLab = await liveLabs.open(created.value.id);
  if (liveLab === null) throw new Error(`Lab ${created.value.id} is gone right after it was created`);
  return ok(liveLab.snapshot);
}
