import { randomBytes } from 'node:crypto';
import { copyName, fail, type Result } from '@pineapple/core';
import { draftOfLab, labFromDraft } from '@pineapple/lab-files';
import { labPagesOf } from '@pineapple/store';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';
import { availableImages } from '../../live-lab/available-images.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import { findLab } from './find-lab.ts';
import { storeNewLab } from './store-new-lab.ts';

interface DuplicateLab {
  readonly labId: string;
  /** Null or left out: the lab's name with `copy`, the first that is free. */
  readonly name?: string | null | undefined;
}

/** Makes a lab with all that is drawn in a lab of the viewer. What programs wrote in its containers is not in it. */
export async function duplicateLab(
  { labId, name }: DuplicateLab,
  context: RequestContext,
): Promise<Result<LabSnapshot, Failure>> {
  const viewer = requireViewer(context);
  const { labLimits, clock, files } = context.services;
  const found = await findLab(labId, context);
  if (found === null) return fail(noSuch('lab', labId));
  const source = found.desired;
  const made = labFromDraft(
    draftOfLab(source),
    { name: name ?? copyName(source.name, await namesOfLabs(viewer.id, context)), ownerId: viewer.id },
    {
      ...{ now: clock().toISOString(), random: randomBytes, limits: labLimits },
      images: await availableImages(context),
    },
  );
  // The rules may have become stricter since the lab was made.
  if (!made.ok) return fail(made.error.error);
  return storeNewLab({ ...made.value, folder: source.folder }, context, (sha256) => files.get(labId, sha256));
}

/** The names of all labs of a user. */
export async function namesOfLabs(
  ownerId: string,
  { services: { labs } }: RequestContext,
): Promise<string[]> {
  const names: string[] = [];
  for await (const page of labPagesOf(labs, ownerId)) names.push(...page.map(({ name }) => name));
  return names;
}
