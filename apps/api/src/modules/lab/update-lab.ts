import { fail, type LabDetails, ok, updateLab as update, type Result } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import { findLab } from './find-lab.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';

interface UpdateLab {
  readonly labId: string;
  readonly name?: string | null | undefined;
  readonly folder?: string | null | undefined;
  readonly instructions?: string | null | undefined;
}

/** Changes the given properties of a lab. */
export async function updateLab(
  { labId, name, folder, instructions }: UpdateLab,
  context: RequestContext,
): Promise<Result<LabSnapshot, Failure>> {
  const viewerId = requireViewer(context).id;
  const changes: LabDetails = {
    ...(typeof name === 'string' && { name }),
    ...(typeof folder === 'string' && { folder }),
    ...(typeof instructions === 'string' && { instructions }),
  };
  if (Object.keys(changes).length === 0) {
    const lab = await findLab(labId, context);
    return lab === null ? fail(noSuch('lab', labId)) : ok(lab);
  }
  const edited = await context.services.editor.edit({
    labId,
    viewerId,
    needsHost: false,
    edit: (lab, tools) => update(lab, changes, tools),
  });
  return edited.ok ? ok(edited.value.snapshot) : edited;
}
