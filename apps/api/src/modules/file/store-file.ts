import { hash } from 'node:crypto';
import {
  fail,
  type Lab,
  mostStoredBytes,
  ok,
  type Result,
  type StoredContent,
  storedBytes,
  storedContents,
} from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';
import { findLab } from '../lab/find-lab.ts';

/** What a lab may have stored with what was sent and not used yet, and what undo would bring back. */
const mostKeptBytes = 3 * mostStoredBytes;

/** Why a lab can't have content of this size; null if it can. What its files have together is checked when they are saved. */
export async function refuseContent(
  labId: string,
  bytes: number,
  context: RequestContext,
): Promise<Failure | null> {
  const lab = await findLab(labId, context);
  if (lab === null) return noSuch('lab', labId);
  if (bytes <= mostStoredBytes) return null;
  const message = `The file has ${bytes} bytes. The stored files of a lab may have at most ${mostStoredBytes} together.`;
  return { kind: 'quota', message, limit: mostStoredBytes, used: storedBytes(lab.desired) };
}

/** Stores content for files of a lab, within what a lab may have. */
export async function storeContent(
  labId: string,
  content: Uint8Array,
  context: RequestContext,
): Promise<Result<StoredContent, Failure>> {
  const sha256 = hash('sha256', content);
  const lab = await findLab(labId, context);
  if (lab === null) return fail(noSuch('lab', labId));
  const stored = { sha256, bytes: content.length };
  if (storedContents(lab.desired.containers).some((each) => each.sha256 === sha256)) return ok(stored);
  const refusal = await refuseContent(labId, content.length, context);
  if (refusal !== null) return fail(refusal);
  const { files } = context.services;
  await makeRoom(lab.desired, content.length, context);
  await files.put(labId, sha256, content);
  // What a lab has is removed once, after it was deleted.
  if ((await findLab(labId, context)) !== null) return ok(stored);
  await files.remove(labId, sha256);
  return fail(noSuch('lab', labId));
}

/** Removes what the lab does not use, the oldest first, if it keeps too much: sent and never used, or before an edit. */
async function makeRoom(
  lab: Lab,
  bytes: number,
  { services: { files } }: Pick<RequestContext, 'services'>,
): Promise<void> {
  const kept = await files.list(lab.id);
  let over = kept.reduce((sum, each) => sum + each.bytes, bytes) - mostKeptBytes;
  const used = new Set(storedContents(lab.containers).map(({ sha256 }) => sha256));
  const unused = kept.filter(({ sha256 }) => !used.has(sha256));
  for (const each of unused.sort((one, other) => one.storedAt.getTime() - other.storedAt.getTime())) {
    if (over <= 0) return;
    await files.remove(lab.id, each.sha256);
    over -= each.bytes;
  }
}

/** Has a lab store what files of another lab refer to. Both are the viewer's. */
export async function copyContents(
  from: string,
  labId: string,
  contents: readonly StoredContent[],
  { services: { files } }: Pick<RequestContext, 'services'>,
): Promise<void> {
  for (const { sha256 } of contents) {
    const content = await files.get(from, sha256);
    if (content !== null) await files.put(labId, sha256, content);
  }
}
