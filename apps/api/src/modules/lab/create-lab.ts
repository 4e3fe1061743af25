import { randomBytes } from 'node:crypto';
import { fail, newLab, ok, type Result } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { LabSnapshot } from '../../realtime/lab-snapshot.ts';

/** Makes an empty lab. */
export async function createLab(
  { name }: { readonly name: string },
  context: RequestContext,
): Promise<Result<LabSnapshot, Failure>> {
  const viewer = requireViewer(context);
  const { labs, views, catalogue, labLimits, labsPerUser, clock, announcer } = context.services;
  const tools = {
    now: clock().toISOString(),
    random: randomBytes,
    limits: labLimits,
    images: catalogue.entries,
  };
  const lab = newLab({ name, ownerId: viewer.id }, tools);
  if (!lab.ok) return lab;
  const used = await labs.countByOwner(viewer.id);
  if (used >= labsPerUser) {
    const message = `You have ${used} labs, and may have at most ${labsPerUser}. Delete one to make room.`;
    return fail({ kind: 'quota', message, limit: labsPerUser, used });
  }
  const created = await labs.create(lab.value);
  if (!created.ok) {
    const message = `You have a lab named '${lab.value.name}' already. Choose another name.`;
    return fail({ kind: 'conflict', message });
  }
  announcer.created(created.value);
  const view = await views.open(created.value.id);
  if (view === null) throw new Error(`Lab ${created.value.id} is gone right after it was made`);
  return ok(view.snapshot);
}
