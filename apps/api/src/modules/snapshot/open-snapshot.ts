import { hash } from 'node:crypto';
import { type EditContext, fail, type Lab, ok, type Result, snapshotAt } from '@pineapple/core';
import { draftContents, type LabDraft, labFromDraft, readLabFiles } from '@pineapple/lab-files';
import type { StoredSnapshot } from '@pineapple/store';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';

/** A snapshot with the lab in it, which was read. */
interface OpenSnapshot {
  readonly snapshot: StoredSnapshot;
  readonly draft: LabDraft;
  /** The bytes of files that are binary or large, by their SHA-256. */
  readonly contents: ReadonlyMap<string, Uint8Array>;
}

/** A snapshot of the viewer. Another user's does not exist. */
export async function findSnapshot(id: string, context: RequestContext): Promise<StoredSnapshot | null> {
  const { snapshots, clock } = context.services;
  const found = await snapshots.get(requireViewer(context).id, id);
  return found === null ? null : snapshotAt(found, clock());
}

/** Reads the lab of a snapshot that is ready. */
export async function openSnapshot(
  id: string,
  context: RequestContext,
): Promise<Result<OpenSnapshot, Failure>> {
  const snapshot = await findSnapshot(id, context);
  if (snapshot === null) return fail(noSuch('snapshot', id));
  const { name, state } = snapshot;
  if (state !== 'ready') {
    const why = state === 'saving' ? 'is being saved. Wait until it is ready.' : 'could not be saved.';
    return fail({ kind: 'conflict', message: `The snapshot '${name}' ${why}` });
  }
  const content = await context.services.files.get(snapshot.ownerId, snapshot.lab.sha256);
  const read = content === null ? null : readSnapshotLab(content);
  if (read === null)
    return fail({ kind: 'conflict', message: `The lab of the snapshot '${name}' can't be read any more.` });
  return ok({ snapshot, draft: read, contents: draftContents(read) });
}

/** Null if it is no lab.yaml. */
export function readSnapshotLab(content: Uint8Array): LabDraft | null {
  const files = [{ path: 'lab.yaml', content }];
  return readLabFiles(files, 'PINEAPPLE', (bytes) => hash('sha256', bytes)).draft;
}

/** A new lab of a snapshot, not yet stored, whose containers begin with what was saved. */
export function labOfSnapshot(
  { snapshot, draft }: OpenSnapshot,
  name: string,
  context: EditContext,
): Result<Lab, Failure> {
  const made = labFromDraft(draft, { name, ownerId: snapshot.ownerId }, context);
  // The rules may have become stricter, and images may be gone, since the lab was saved.
  if (!made.ok) return fail(made.error.error);
  const saved = new Map(snapshot.containers.map((each) => [each.name, each]));
  const containers = made.value.containers.map((container) => {
    const was = saved.get(container.name);
    if (!was) return container;
    const sha256 = snapshot.saved[was.id]?.sha256 ?? null;
    const contents = sha256 === null ? {} : { contents: { ownerId: snapshot.ownerId, sha256 } };
    return { ...container, power: was.power, ...contents };
  });
  return ok({ ...made.value, containers });
}
