import { fail, ok, renameLab, type Result } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import { findLab } from './find-lab.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';

interface UpdateLab {
  readonly labId: string;
  readonly name?: string | null | undefined;
}

/** Changes the given properties of a lab. */
export async function updateLab(
  { labId, name }: UpdateLab,
  context: RequestContext,
): Promise<Result<LabSnapshot, Failure>> {
  const viewerId = requireViewer(context).id;
  if (name === undefined || name === null) {
    const lab = await findLab(labId, context);
    return lab === null ? fail(noSuch('lab', labId)) : ok(lab);
  }
  const edited = await context.services.editor.edit({
    labId,
    viewerId,
    needsHost: false,
    edit: (lab, tools) => renameLab(lab, { name }, tools),
  });
  return edited.ok ? ok(edited.value.snapshot) : edited;
}
