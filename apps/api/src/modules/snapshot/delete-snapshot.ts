import { fail, ok, type Result } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';

/** Deletes a snapshot of the viewer, also one that is being saved. The sweep deletes what no other needs. */
export async function deleteSnapshot(id: string, context: RequestContext): Promise<Result<string, Failure>> {
  const { snapshots, publishSnapshot, background } = context.services;
  const ownerId = requireViewer(context).id;
  if (!(await snapshots.discard({ ownerId, id }))) return fail(noSuch('snapshot', id));
  background.run('publish that a snapshot is gone', () => publishSnapshot(ownerId, id));
  return ok(id);
}
