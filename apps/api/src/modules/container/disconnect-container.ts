import { disconnectContainer as disconnect, type Result } from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { ContainerModel } from '../../live-lab/lab-snapshot.ts';
import { editedContainer, editNode } from '../lab/edit-node.ts';

interface DisconnectContainer {
  readonly containerId: string;
  readonly networkId: string;
}

/** Detaches a container from a network, running or not. */
export async function disconnectContainer(
  input: DisconnectContainer,
  context: RequestContext,
): Promise<Result<ContainerModel, Failure>> {
  const { containerId } = input;
  return editedContainer(
    await editNode('container', containerId, context, (lab, tools) => disconnect(lab, input, tools)),
  );
}
