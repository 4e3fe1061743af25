import type { Lab } from '../lab.ts';
import { checkLabName } from '../names.ts';
import { ok, type Result } from '../result.ts';
import type { EditContext } from './edit-context.ts';
import { invalid, type EditError } from './edit-error.ts';
import { findLab } from './find-in-lab.ts';

/** Changes a lab's name. Whether the owner has another lab of that name is for the store to say. */
export function renameLab(
  lab: Lab,
  input: { readonly name: string },
  _context: EditContext,
): Result<{ readonly lab: Lab }, EditError> {
  const found = findLab(lab);
  if (!found.ok) return found;
  const name = checkLabName(input.name);
  if (!name.ok) return invalid([{ path: ['name'], message: name.error }]);
  return ok({ lab: { ...lab, name: name.value } });
}
