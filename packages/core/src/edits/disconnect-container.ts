import type { Lab } from '../lab.ts';
import type { LabContainer } from '../lab-nodes.ts';
import { ok, type Result } from '../result.ts';
import type { EditContext } from './edit-context.ts';
import { conflict, type EditError } from './edit-error.ts';
import { findContainer, findNetwork } from './find-in-lab.ts';
import { replaceContainer } from './replace-container.ts';

export interface DisconnectContainerInput {
  readonly containerId: string;
  readonly networkId: string;
}

/** Detaches a container from a network. */
export function disconnectContainer(
  lab: Lab,
  input: DisconnectContainerInput,
  _context: EditContext,
): Result<{ readonly lab: Lab; readonly container: LabContainer }, EditError> {
  const found = findContainer(lab, input.containerId);
  if (!found.ok) return found;
  const network = findNetwork(lab, input.networkId);
  if (!network.ok) return network;
  const interfaces = found.value.interfaces.filter(({ networkId }) => networkId !== input.networkId);
  if (interfaces.length === found.value.interfaces.length) {
    return conflict(`Container '${found.value.name}' is not on network '${network.value.name}'.`);
  }
  const container = { ...found.value, interfaces };
  return ok({ lab: replaceContainer(lab, container), container });
}
