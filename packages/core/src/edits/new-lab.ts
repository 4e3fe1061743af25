import { emptyHistory } from '../history/bounded-history.ts';
import { newLabId } from '../ids.ts';
import type { Lab } from '../lab.ts';
import { checkLabName } from '../names.ts';
import { unplaced } from '../placement/lab-placement.ts';
import { ok, type Result } from '../result.ts';
import type { EditContext } from './edit-context.ts';
import { invalid, type EditError } from './edit-error.ts';

export interface NewLabInput {
  readonly name: string;
  readonly ownerId: string;
  /** Whether it is to be on several hosts, though one might do; left out, it is not. */
  readonly spread?: boolean;
}

/** An empty lab, not yet stored (revision 0) nor placed on a host. */
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
