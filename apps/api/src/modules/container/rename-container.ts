import { renameContainer as rename, type Result } from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { ContainerModel } from '../../live-lab/lab-snapshot.ts';
import { editedContainer, editNode } from '../lab/edit-node.ts';

/** Renames a container. Its host changes the name in place. */
export async function renameContainer(
  input: { readonly containerId: string; readonly name: string },
  context: RequestContext,
): Promise<Result<ContainerModel, Failure>> {
  const { containerId } = input;
  return editedContainer(
    await editNode('container', containerId, context, (lab, tools) => rename(lab, input, tools)),
  );
}
