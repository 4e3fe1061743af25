import { randomBytes } from 'node:crypto';
import { copyName, fail, type Result } from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { availableImages } from '../../live-lab/available-images.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import { namesOfLabs } from '../lab/duplicate-lab.ts';
import { storeNewLab } from '../lab/store-new-lab.ts';
import { labOfSnapshot, openSnapshot } from './open-snapshot.ts';

interface ForkSnapshot {
  readonly snapshotId: string;
  /** Null or left out: the saved lab's name with `copy`, the first that is free. */
  readonly name?: string | null | undefined;
}

/** Makes a new lab of a snapshot, whose containers begin with what was saved. */
export async function forkSnapshot(
  { snapshotId, name }: ForkSnapshot,
  context: RequestContext,
): Promise<Result<LabSnapshot, Failure>> {
  const opened = await openSnapshot(snapshotId, context);
  if (!opened.ok) return opened;
  const { snapshot, contents } = opened.value;
  const { labLimits, clock } = context.services;
  const made = labOfSnapshot(
    opened.value,
    name ?? copyName(snapshot.labName, await namesOfLabs(snapshot.ownerId, context)),
    {
      ...{ now: clock().toISOString(), random: randomBytes, limits: labLimits },
      images: await availableImages(context),
    },
  );
  if (!made.ok) return fail(made.error);
  return storeNewLab(made.value, context, (sha256) => Promise.resolve(contents.get(sha256) ?? null));
}
