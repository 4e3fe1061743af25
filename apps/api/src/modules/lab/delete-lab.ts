import { deleteLab as markDeleted, ok, type Result } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';

/** Deletes a lab with everything in it. It disappears for its owner at once, before its host removes it. */
export async function deleteLab(labId: string, context: RequestContext): Promise<Result<string, Failure>> {
  const viewerId = requireViewer(context).id;
  const edited = await context.services.editor.edit({
    labId,
    viewerId,
    needsHost: true,
    edit: (lab, tools) => ok({ lab: markDeleted(lab, tools) }),
  });
  return edited.ok ? ok(labId) : edited;
}
