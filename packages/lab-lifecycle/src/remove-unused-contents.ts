import type { LabFiles } from '@pineapple/aws';
import { readContentList } from '@pineapple/contracts';
import { isOverdue } from '@pineapple/core';
import { labPagesOf, type LabStore, type SnapshotStore } from '@pineapple/store';

export interface UnusedContentsPorts {
  readonly snapshots: Pick<SnapshotStore, 'listByOwner'>;
  readonly labs: Pick<LabStore, 'listByOwner'>;
  readonly files: Pick<LabFiles, 'get' | 'list' | 'remove'>;
  readonly now: () => Date;
}

/**
 * Deletes stored contents of a user that no snapshot and no container refers to.
 * @returns false if it must wait, because hosts store contents that nothing refers to yet
 */
export async function removeUnusedContents(ownerId: string, ports: UnusedContentsPorts): Promise<boolean> {
  const { snapshots, labs, files, now } = ports;
  const own = await snapshots.listByOwner(ownerId);
  if (own.some((each) => each.state === 'saving' && !isOverdue(each, now()))) return false;
  const used = new Set<string>();
  const lists = new Set<string>();
  for (const { state, lab, saved } of own) {
    if (state !== 'ready') continue;
    used.add(lab.sha256);
    for (const { sha256 } of Object.values(saved)) if (sha256 !== null) lists.add(sha256);
  }
  for await (const page of labPagesOf(labs, ownerId))
    for (const { contents } of page.flatMap(({ containers }) => containers))
      if (contents?.ownerId === ownerId) lists.add(contents.sha256);
  for (const sha256 of lists) {
    used.add(sha256);
    const content = await files.get(ownerId, sha256);
    if (content === null) continue;
    for (const { pieces } of readContentList(content).layers)
      for (const piece of pieces) used.add(piece.sha256);
  }
  for (const { sha256 } of await files.list(ownerId))
    if (!used.has(sha256)) await files.remove(ownerId, sha256);
  return true;
}
