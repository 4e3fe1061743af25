import { restartContainer as restart, type Result } from '@pineapple/core';
import type { RequestContext } from '../../context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { ContainerModel } from '../../live-lab/container-model.ts';
import { editedContainer } from './edit-container.ts';
import { presentPhase } from '../../live-lab/present-phase.ts';

/** Stops and starts a container. */
export function restartContainer(
  containerId: string,
  context: RequestContext,
): Promise<Result<ContainerModel, Failure>> {
  return editedContainer(containerId, context, (lab, tools) =>
    restart(lab, { containerId, phase: presentPhase(lab, containerId, tools) }, tools),
  );
}
