import { emptyHistory } from '../history/bounded-history.ts';
import { newLabId } from '../ids.ts';
import type { Lab } from '../lab.ts';
import { checkLabName } from '../names.ts';
import { unplaced } from '../placement/lab-placement.ts';
import { ok, type Result } from '../result.ts';
import type { EditContext } from '../edit-context.ts';
import { invalid, type EditError } from '../edit-error.ts';
import { findLab } from '../nodes-in-lab.ts';

export interface NewLabInput {
  readonly name: string;
  readonly ownerId: string;
  /** Whether to place it on several hosts even if one has the capacity. Default: false. */
  readonly spread?: boolean;
}

/** An empty lab, not yet stored (revision 0) and not placed on a host. */
export function newLab(input: NewLabInput, context: EditContext): Result<Lab, EditError> {
  const name = checkLabName(input.name);
  if (!name.ok) return invalid([{ path: ['name'], message: name.error }]);
  return ok({
    id: newLabId(context.random),
    ownerId: input.ownerId,
    name: name.value,
    revision: 0,
    hostRevision: 0,
    spread: input.spread ?? false,
    placement: unplaced,
    networks: [],
    containers: [],
    createdAt: context.now,
    expiresAt: null,
    deletedAt: null,
    history: emptyHistory,
  });
}

/** Changes a lab's name. The store refuses a name that another lab of the owner has. */
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

/** Marks a lab as deleted and empties it. It stays stored until its hosts have removed everything. */
export function deleteLab(lab: Lab, context: Pick<EditContext, 'now'>): Lab {
  return {
    ...lab,
    networks: [],
    containers: [],
    history: emptyHistory,
    deletedAt: lab.deletedAt ?? context.now,
  };
}
