import { disconnectContainer as disconnect, type Result } from '@pineapple/core';
import type { RequestContext } from '../../context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { ContainerModel } from '../../live-lab/container-model.ts';
import { editedContainer } from './edit-container.ts';

interface DisconnectContainer {
  readonly containerId: string;
  readonly networkId: string;
}

/** Detaches a container from a network, running or not. */
export function disconnectContainer(
  input: DisconnectContainer,
  context: RequestContext,
): Promise<Result<ContainerModel, Failure>> {
  return editedContainer(input.containerId, context, (lab, tools) => disconnect(lab, input, tools));
}
