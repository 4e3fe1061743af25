import { fail, type LabContainer, ok, parseId, type Result } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import type { Edited, LabEdit } from '../lab/lab-edit.ts';
import type { ContainerModel } from '../../live-lab/container-model.ts';

/** Edits the lab of an existing container; a container that is not the viewer's does not exist. */
export async function editContainer<T extends object>(
  containerId: string,
  context: RequestContext,
  edit: LabEdit<T>,
): Promise<Result<Edited<T>, Failure>> {
  const viewerId = requireViewer(context).id;
  const missing: Failure = {
    kind: 'not-found',
    message: `There is no container '${containerId.slice(0, 60)}'.`,
  };
  const parsed = parseId(containerId);
  if (parsed?.kind !== 'container') return fail(missing);
  const { labId } = parsed;
  const edited = await context.services.editor.edit({
    labId,
    viewerId,
    needsHost: true,
    edit: (lab, tools) =>
      lab.containers.some(({ id }) => id === containerId)
        ? edit(lab, tools)
        : fail({ kind: 'not-found', message: missing.message }),
  });
  // A lab that is not to be seen has no containers to be asked about.
  const hidden = !edited.ok && edited.error.kind === 'not-found' && edited.error.message.includes(labId);
  return hidden ? fail(missing) : edited;
}

/** The container in the lab right after an edit of it. */
export function containerAfter(snapshot: LabSnapshot, { id }: LabContainer): ContainerModel {
  const container = snapshot.container(id);
  if (container === null) throw new Error(`Container ${id} is not in the lab after an edit of it`);
  return container;
}

/** An edit whose outcome is the container itself. */
export async function editedContainer(
  containerId: string,
  context: RequestContext,
  edit: LabEdit<{ readonly container: LabContainer }>,
): Promise<Result<ContainerModel, Failure>> {
  const edited = await editContainer(containerId, context, edit);
  return edited.ok ? ok(containerAfter(edited.value.snapshot, edited.value.container)) : edited;
}
