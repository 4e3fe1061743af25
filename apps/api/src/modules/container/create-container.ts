import { addContainer, type ContainerConfig, ok, type Position, type Result } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { ContainerModel } from '../../live-lab/container-model.ts';
import { containerAfter } from './edit-container.ts';

interface CreateContainer {
  readonly labId: string;
  readonly name: string;
  readonly image: string;
  readonly networks: readonly { readonly networkId: string; readonly ipv4Address: string | null }[];
  readonly position: Position | null;
  readonly config: ContainerConfig | null;
}

/** Adds a container to a lab, to be started at once. */
export async function createContainer(
  { labId, ...container }: CreateContainer,
  context: RequestContext,
): Promise<Result<ContainerModel, Failure>> {
  const viewerId = requireViewer(context).id;
  const edited = await context.services.editor.edit({
    labId,
    viewerId,
    needsHost: true,
    edit: (lab, tools) => addContainer(lab, container, tools),
  });
  return edited.ok ? ok(containerAfter(edited.value.snapshot, edited.value.container)) : edited;
}
