import { stopContainer as stop, type Result } from '@pineapple/core';
import type { RequestContext } from '../../context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { ContainerModel } from '../../live-lab/container-model.ts';
import { editedContainer } from './edit-container.ts';
import { presentPhase } from '../../live-lab/present-phase.ts';

/** Stops a container; its files stay. */
export function stopContainer(
  containerId: string,
  context: RequestContext,
): Promise<Result<ContainerModel, Failure>> {
  return editedContainer(containerId, context, (lab, tools) =>
    stop(lab, { containerId, phase: presentPhase(lab, containerId, tools) }, tools),
  );
}
