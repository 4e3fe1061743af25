import { restartContainer, type Result, startContainer, stopContainer } from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { ContainerModel } from '../../live-lab/lab-snapshot.ts';
import { editedContainer, editNode } from '../lab/edit-node.ts';

const switches = { start: startContainer, stop: stopContainer, restart: restartContainer };

/** Starts, stops or restarts a container. Its files stay. */
export async function switchContainer(
  action: keyof typeof switches,
  containerId: string,
  context: RequestContext,
): Promise<Result<ContainerModel, Failure>> {
  const edited = await editNode('container', containerId, context, (lab, tools) => {
    const container = lab.containers.find(({ id }) => id === containerId);
    const phase = container === undefined ? 'DELETED' : tools.phaseOf(container);
    return switches[action](lab, { containerId, phase }, tools);
  });
  return editedContainer(edited);
}
