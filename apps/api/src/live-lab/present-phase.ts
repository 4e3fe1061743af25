import type { ContainerPhase, Lab } from '@pineapple/core';
import type { EditTools } from '../modules/lab/lab-edit.ts';

/** Where a container is at the moment of an edit. */
export function presentPhase(lab: Lab, containerId: string, tools: EditTools): ContainerPhase {
  const container = lab.containers.find(({ id }) => id === containerId);
  return container === undefined ? 'DELETED' : tools.phaseOf(container);
}
