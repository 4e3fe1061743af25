import { randomBytes } from 'node:crypto';
import { fail, labTemplates, newLab, newLabFromTemplate, quoted, type Result } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import { storeNewLab } from './store-new-lab.ts';

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
  const { catalogue, labLimits, clock } = context.services;
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
  return storeNewLab(lab.value, context);
}
