import { deleteLab, type Lab } from '@pineapple/core';
import type { ApiTokenStore } from './api-token-store.ts';
import type { LabStore } from '../labs/lab-store.ts';
import type { SessionStore } from './session-store.ts';
import { StoreError } from '../table/store-error.ts';

/** More concurrent writes than this to a lab without an owner are a fault. */
const mostTries = 20;
const pageSize = 100;

interface OwnedDataStores {
  readonly labs: Pick<LabStore, 'get' | 'save' | 'listByOwner'>;
  readonly sessions: Pick<SessionStore, 'removeAll'>;
  readonly apiTokens: Pick<ApiTokenStore, 'removeAll'>;
}

/**
 * Removes the credentials of a deleted account and marks its labs as deleted. Safe to repeat; repeat it once the indexes
 * that it reads have caught up.
 *
 * @param labDeleted - Called for each lab that was marked, with the lab before and after.
 */
export async function removeOwnedData(
  { labs, sessions, apiTokens }: OwnedDataStores,
  userId: string,
  now: () => Date,
  labDeleted: (before: Lab, after: Lab) => Promise<void>,
): Promise<void> {
  await Promise.all([sessions.removeAll(userId), apiTokens.removeAll(userId)]);
  let after: string | null = null;
  do {
    const page = await labs.listByOwner(userId, { first: pageSize, after });
    for (const { id } of page.labs) await removeLab(id);
    after = page.hasNextPage ? (page.cursors.at(-1) ?? null) : null;
  } while (after !== null);

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
