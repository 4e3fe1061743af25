import { renameContainer as rename, type Result } from '@pineapple/core';
import type { RequestContext } from '../../context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { ContainerModel } from '../../live-lab/container-model.ts';
import { editedContainer } from './edit-container.ts';

/** Gives a container another name; its host makes it anew. */
export function renameContainer(
  input: { readonly containerId: string; readonly name: string },
  context: RequestContext,
): Promise<Result<ContainerModel, Failure>> {
  return editedContainer(input.containerId, context, (lab, tools) => rename(lab, input, tools));
}
