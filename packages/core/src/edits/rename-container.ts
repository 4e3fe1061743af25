import type { Lab } from '../lab.ts';
import type { LabContainer } from '../lab-nodes.ts';
import { checkLabel } from '../names.ts';
import { ok, type Result } from '../result.ts';
import type { EditContext } from './edit-context.ts';
import { conflict, invalid, type EditError } from './edit-error.ts';
import { findContainer } from './find-in-lab.ts';
import { replaceContainer } from './replace-container.ts';

/**
 * Gives a container another name. Docker can't change the host name of a container that exists, nor what it is
 * called in the DNS of its networks, so the host makes it anew: what was in it is lost, its addresses stay.
 */
export function renameContainer(
  lab: Lab,
  input: { readonly containerId: string; readonly name: string },
  { now }: EditContext,
): Result<{ readonly lab: Lab; readonly container: LabContainer }, EditError> {
  const found = findContainer(lab, input.containerId);
  if (!found.ok) return found;
  const { value: present } = found;
  const label = checkLabel(input.name);
  if (!label.ok) return invalid([{ path: ['name'], message: label.error }]);
  if (present.name === input.name) return ok({ lab, container: present });
  if (lab.containers.some(({ name }) => name === input.name)) {
    return conflict(`The lab has a container '${input.name}' already. Choose another name.`);
  }
  const container = remade({ ...present, name: input.name }, now);
  return ok({ lab: replaceContainer(lab, container), container });
}

/** The container with a new way to READY ahead of it; one that is switched off has none. */
export function remade(container: LabContainer, now: string): LabContainer {
  if (container.power === 'off') return container;
  return { ...container, generation: container.generation + 1, requestedAt: now };
}
