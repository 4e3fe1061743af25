import { randomBytes } from 'node:crypto';
import {
  fail,
  labTemplates,
  labUsage,
  newLab,
  newLabFromTemplate,
  noUsage,
  ok,
  quoted,
  type Result,
  usageGrows,
} from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';

interface CreateLab {
  readonly name: string;
  /** Null or left out: an empty lab. */
  readonly templateId?: string | null | undefined;
  /** Null or left out: on one host, if the lab fits. */
  readonly spread?: boolean | null | undefined;
}

/** Creates a lab, empty or from a template. */
export async function createLab(
  { name, templateId, spread }: CreateLab,
  context: RequestContext,
): Promise<Result<LabSnapshot, Failure>> {
  const viewer = requireViewer(context);
  const { labs, liveLabs, catalogue, labLimits, labsPerUser, quotas, clock, announcer, background } =
    context.services;
  const tools = {
    now: clock().toISOString(),
    random: randomBytes,
    limits: labLimits,
    images: catalogue.entries,
  };
  const template = templateId ? labTemplates.find(({ id }) => id === templateId) : null;
  if (template === undefined) {
    const known = labTemplates.map(({ id }) => `'${id}'`).join(', ');
    const message = `There is no template ${quoted(templateId ?? '')}. Choose from ${known}.`;
    return fail({ kind: 'not-found', subject: templateId ?? '', message });
  }
  const input = { name, ownerId: viewer.id, spread: spread ?? false };
  const lab = template === null ? newLab(input, tools) : newLabFromTemplate(input, template, tools);
  if (!lab.ok) return lab;
  const used = await labs.countByOwner(viewer.id);
  if (used >= labsPerUser) {
    const message = `You have ${used} labs; the limit is ${labsPerUser}. Delete one to make room.`;
    return fail({ kind: 'quota', message, limit: labsPerUser, used });
  }
  const room = usageGrows(noUsage, labUsage(lab.value)) ? await quotas.reserve(noUsage, lab.value) : null;
  const refusal =
    room === null ? null : quotas.refusal({ ...lab.value, networks: [], containers: [] }, lab.value, room);
  if (refusal !== null) return fail(refusal);
  const created = await labs.create(lab.value);
  if (!created.ok) {
    background.run('release quotas', () => quotas.release(lab.value, { ...lab.value, deletedAt: tools.now }));
    const message = `You already have a lab named '${lab.value.name}'. Choose another name.`;
    return fail({ kind: 'conflict', message });
  }
  announcer.created(created.value);
  const liveLab = await liveLabs.open(created.value.id);
  if (liveLab === null) throw new Error(`Lab ${created.value.id} is gone right after it was created`);
  return ok(liveLab.snapshot);
}
