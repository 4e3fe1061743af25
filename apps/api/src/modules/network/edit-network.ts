import { fail, parseId, type Result } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { Edited, LabEdit } from '../lab/lab-edit.ts';

/** Edits the lab of an existing network; a network that is not the viewer's does not exist. */
export async function editNetwork<T extends object>(
  networkId: string,
  context: RequestContext,
  edit: LabEdit<T>,
): Promise<Result<Edited<T>, Failure>> {
  const viewerId = requireViewer(context).id;
  const missing: Failure = {
    kind: 'not-found',
    message: `There is no network '${networkId.slice(0, 60)}'.`,
  };
  const parsed = parseId(networkId);
  if (parsed?.kind !== 'network') return fail(missing);
  const edited = await context.services.editor.edit({
    labId: parsed.labId,
    viewerId,
    needsHost: true,
    edit,
  });
  // That its lab is not to be seen is nothing the caller has asked about.
  return !edited.ok && edited.error.kind === 'not-found' ? fail(missing) : edited;
}
