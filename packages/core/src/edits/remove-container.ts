import type { Lab } from '../lab.ts';
import { ok, type Result } from '../result.ts';
import type { EditContext } from './edit-context.ts';
import type { EditError } from './edit-error.ts';
import { findContainer } from './find-in-lab.ts';

/** Removes a container; its addresses are free at once. */
export function removeContainer(
  lab: Lab,
  input: { readonly containerId: string },
  _context: EditContext,
): Result<{ readonly lab: Lab }, EditError> {
  const found = findContainer(lab, input.containerId);
  if (!found.ok) return found;
  return ok({ lab: { ...lab, containers: lab.containers.filter(({ id }) => id !== input.containerId) } });
}
