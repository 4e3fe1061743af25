import { startContainer as start, type Result } from '@pineapple/core';
import type { RequestContext } from '../../context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { ContainerModel } from '../../live-lab/container-model.ts';
import { editedContainer } from './edit-container.ts';
import { presentPhase } from '../../live-lab/present-phase.ts';

/** Starts a stopped or failed container. */
export function startContainer(
  containerId: string,
  context: RequestContext,
): Promise<Result<ContainerModel, Failure>> {
  return editedContainer(containerId, context, (lab, tools) =>
    start(lab, { containerId, phase: presentPhase(lab, containerId, tools) }, tools),
  );
}
