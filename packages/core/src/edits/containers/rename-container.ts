import type { Lab } from '../../lab.ts';
import type { LabContainer } from '../../lab-nodes.ts';
import { checkLabel } from '../../names/names.ts';
import { ok, type Result } from '../../result.ts';
import type { EditContext } from '../../edit-context.ts';
import { conflict, invalid, type EditError } from '../../edit-error.ts';
import { findContainer, replaceContainer } from '../../nodes-in-lab.ts';

/** Gives a container another name, in place: its files, addresses and running programs stay. */
export function renameContainer(
  lab: Lab,
  input: { readonly containerId: string; readonly name: string },
  _context: EditContext,
): Result<{ readonly lab: Lab; readonly container: LabContainer }, EditError> {
  const found = findContainer(lab, input.containerId);
  if (!found.ok) return found;
  const { value: present } = found;
  const label = checkLabel(input.name);
  if (!label.ok) return invalid([{ path: ['name'], message: label.error }]);
  if (present.name === input.name) return ok({ lab, container: present });
  if (lab.containers.some(({ name }) => name === input.name)) {
    return conflict(`The lab already has a container '${input.name}'. Choose another name.`);
  }
  const container = { ...present, name: input.name };
  return ok({ lab: replaceContainer(lab, container), container });
}
