import { fail, type Lab, ok, type Result } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { type LabEdit, noSuch } from '../../lab-editor/lab-edit.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import { storeContent } from '../file/store-file.ts';
import { findLab } from '../lab/find-lab.ts';
import { labOfSnapshot, openSnapshot } from './open-snapshot.ts';

/**
 * Puts a snapshot in place of what its lab has now, in one revision. Its containers and networks are made again, so that
 * nothing of those that are there is left. The edit can be undone, which brings back the lab as it was drawn.
 */
export async function restoreSnapshot(
  snapshotId: string,
  context: RequestContext,
): Promise<Result<LabSnapshot, Failure>> {
  const viewerId = requireViewer(context).id;
  const opened = await openSnapshot(snapshotId, context);
  if (!opened.ok) return opened;
  const { labId, labName } = opened.value.snapshot;
  if (labId === '' || (await findLab(labId, context)) === null) {
    const { message } = noSuch('lab', labName);
    return fail({ kind: 'not-found', subject: labId, message: `${message} Make a new lab of the snapshot.` });
  }
  for (const content of opened.value.contents.values()) {
    const stored = await storeContent(labId, content, context);
    if (!stored.ok) return stored;
  }
  let failure: Failure | null = null;
  const edit: LabEdit<object> = (lab, tools) => {
    const made = labOfSnapshot(opened.value, lab.name, tools);
    if (made.ok) return ok({ lab: inPlaceOf(lab, made.value) });
    failure = made.error;
    return fail({ kind: 'conflict', message: made.error.message });
  };
  const edited = await context.services.editor.edit({ labId, viewerId, needsHost: true, edit });
  if (edited.ok) return ok(edited.value.snapshot);
  return fail(failure ?? edited.error);
}

/** The ids of what is in a lab contain the lab's. */
function inPlaceOf(lab: Lab, made: Lab): Lab {
  const moved = <T>(part: T): T =>
    JSON.parse(JSON.stringify(part).replaceAll(made.id.slice(4), lab.id.slice(4))) as T;
  const { networks, containers, annotations, instructions, comments } = made;
  const { comments: _replaced, ...rest } = lab;
  return {
    ...rest,
    ...{
      instructions,
      networks: moved(networks),
      containers: moved(containers),
      annotations: moved(annotations),
    },
    ...(comments && { comments: moved(comments) }),
  };
}
