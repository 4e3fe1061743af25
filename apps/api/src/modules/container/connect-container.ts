import { connectContainer as connect, ok, type Result } from '@pineapple/core';
import type { RequestContext } from '../../context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { ContainerModel } from '../../live-lab/container-model.ts';
import { containerAfter, editContainer } from './edit-container.ts';
import type { InterfaceModel } from '../../live-lab/interface-model.ts';

interface ConnectContainer {
  readonly containerId: string;
  readonly networkId: string;
  /** Null: the next free one. */
  readonly ipv4Address: string | null;
}

/** Attaches a container to a network, running or not. */
export async function connectContainer(
  input: ConnectContainer,
  context: RequestContext,
): Promise<Result<{ readonly container: ContainerModel; readonly interface: InterfaceModel }, Failure>> {
  const edited = await editContainer(input.containerId, context, (lab, tools) => connect(lab, input, tools));
  if (!edited.ok) return edited;
  const container = containerAfter(edited.value.snapshot, edited.value.container);
  const link = container.interfaces.find(({ network }) => network.id === input.networkId);
  if (link === undefined) throw new Error(`Container ${container.id} lacks the interface it just got`);
  return ok({ container, interface: link });
}
