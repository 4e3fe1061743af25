import type { Lab } from '@pineapple/core';
import type { LabPage } from './lab-list.ts';
import type { LabStore } from './lab-store.ts';

const pageSize = 100;

/** Reads all labs of an owner, in pages. As consistent as `LabStore.listByOwner`. */
export async function* labPagesOf(
  labs: Pick<LabStore, 'listByOwner'>,
  ownerId: string,
): AsyncGenerator<readonly Lab[]> {
  let after: string | null = null;
  do {
    const page: LabPage = await labs.listByOwner(ownerId, { first: pageSize, after });
    yield page.labs;
    after = page.hasNextPage ? (page.cursors.at(-1) ?? null) : null;
  } while (after !== null);
}
