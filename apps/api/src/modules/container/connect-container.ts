import { connectContainer as connect, ok, type Result, type WantedInterface } from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { ContainerModel, InterfaceModel } from '../../live-lab/lab-snapshot.ts';
import { editedContainer, editNode } from '../lab/edit-node.ts';

interface ConnectContainer extends WantedInterface {
  readonly containerId: string;
  readonly networkId: string;
}

/** Attaches a container to a network, running or not. */
export async function connectContainer(
  input: ConnectContainer,
  context: RequestContext,
): Promise<Result<{ readonly container: ContainerModel; readonly interface: InterfaceModel }, Failure>> {
  const { containerId, networkId } = input;
  const container = editedContainer(
    await editNode('container', containerId, context, (lab, tools) => connect(lab, input, tools)),
  );
  if (!container.ok) return container;
  const added = container.value.interfaces.find(({ network }) => network.id === networkId);
  if (added === undefined) throw new Error(`Container ${containerId} lacks the interface it was just given`);
  return ok({ container: container.value, interface: added });
}
