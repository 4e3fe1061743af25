import { deleteLab, type Lab } from '@pineapple/core';
import type { ApiTokenStore } from './api-token-store.ts';
import type { ImageStore } from '../images/image-store.ts';
import { labPagesOf } from '../labs/lab-pages.ts';
import type { LabStore } from '../labs/lab-store.ts';
import type { SessionStore } from './session-store.ts';
import type { SnapshotStore } from '../snapshots/snapshot-store.ts';
import { StoreError } from '../table/store-error.ts';

/** More concurrent writes than this to a lab without an owner are a fault. */
const mostTries = 20;

interface OwnedDataStores {
  readonly labs: Pick<LabStore, 'get' | 'save' | 'listByOwner'>;
  readonly sessions: Pick<SessionStore, 'removeAll'>;
  readonly apiTokens: Pick<ApiTokenStore, 'removeAll'>;
  readonly images: Pick<ImageStore, 'removeAll'>;
  /** The build contexts of users. */
  readonly contexts: { removeAll(userId: string): Promise<void> };
  readonly snapshots: Pick<SnapshotStore, 'removeAll'>;
}

/**
 * Removes the credentials, images and snapshots of a deleted account and marks its labs as deleted. Safe to repeat; repeat it once the indexes
 * that it reads have caught up.
 *
 * @param labDeleted - Called for each lab that was marked, with the lab before and after.
 */
export async function removeOwnedData(
  { labs, sessions, apiTokens, images, contexts, snapshots }: OwnedDataStores,
  userId: string,
  now: () => Date,
  labDeleted: (before: Lab, after: Lab) => Promise<void>,
): Promise<void> {
  await Promise.all([
    sessions.removeAll(userId),
    apiTokens.removeAll(userId),
    images.removeAll(userId),
    contexts.removeAll(userId),
    snapshots.removeAll(userId),
  ]);
  for await (const page of labPagesOf(labs, userId)) for (const { id } of page) await removeLab(id);

  async function removeLab(labId: string): Promise<void> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const lab = await labs.get(labId, { consistent: true });
      if (lab === null || lab.deletedAt !== null) return;
      const saved = await labs.save(deleteLab(lab, { now: now().toISOString() }), lab.revision);
      if (saved.ok) return labDeleted(lab, saved.value);
    }
    throw new StoreError(`Lab ${labId} was changed ${mostTries} times while it was to be deleted`);
  }
}
