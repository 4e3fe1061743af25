import { emptyHistory } from '../history/bounded-history.ts';
import { newLabId } from '../ids.ts';
import type { Lab } from '../lab.ts';
import { checkLabName } from '../names/names.ts';
import { unplaced } from '../placement/lab-placement.ts';
import { ok, type Result } from '../result.ts';
import type { EditContext } from '../edit-context.ts';
import { invalid, type EditError, type Issue } from '../edit-error.ts';
import { findLab } from '../nodes-in-lab.ts';

export interface NewLabInput {
  readonly name: string;
  readonly ownerId: string;
  /** Whether to place it on several hosts even if one has the capacity. Default: false. */
  readonly spread?: boolean;
  /** Default: none. */
  readonly instructions?: string | null;
}

/** An empty lab, not yet stored (revision 0) and not placed on a host. */
export function newLab(input: NewLabInput, context: EditContext): Result<Lab, EditError> {
  const name = checkLabName(input.name);
  if (!name.ok) return invalid([{ path: ['name'], message: name.error }]);
  return ok({
    id: newLabId(context.random),
    ownerId: input.ownerId,
    name: name.value,
    folder: '',
    instructions: input.instructions ?? null,
    revision: 0,
    hostRevision: 0,
    spread: input.spread ?? false,
    placement: unplaced,
    networks: [],
    containers: [],
    annotations: [],
    createdAt: context.now,
    expiresAt: null,
    deletedAt: null,
    history: emptyHistory,
  });
}

export interface LabDetails {
  readonly name?: string;
  /** Up to 60 characters; empty for no folder. */
  readonly folder?: string;
  /** Up to 4,000 characters; null or empty for none. */
  readonly instructions?: string | null;
}

const mostInstructions = 4_000;

/** Changes a lab's name, folder or instructions. The store refuses a name that another lab of the owner has. */
export function updateLab(
  lab: Lab,
  input: LabDetails,
  _context: EditContext,
): Result<{ readonly lab: Lab }, EditError> {
  const found = findLab(lab);
  if (!found.ok) return found;
  const name = checkLabName(input.name ?? lab.name);
  const folder =
    (input.folder ?? lab.folder).trim() === '' ? ok('') : checkLabName(input.folder ?? lab.folder);
  const instructions =
    input.instructions === undefined ? lab.instructions : input.instructions?.trim() || null;
  const issues: Issue[] = [];
  if (!name.ok) issues.push({ path: ['name'], message: name.error });
  if (!folder.ok) issues.push({ path: ['folder'], message: folder.error });
  if (instructions !== null && instructions.length > mostInstructions) {
    const message = `The instructions have ${instructions.length} characters. Give at most ${mostInstructions}.`;
    issues.push({ path: ['instructions'], message });
  }
  if (!name.ok || !folder.ok || issues.length > 0) return invalid(issues);
  return ok({ lab: { ...lab, name: name.value, folder: folder.value, instructions } });
}

/** Marks a lab as deleted and empties it. It stays stored until its hosts have removed everything. */
export function deleteLab(lab: Lab, context: Pick<EditContext, 'now'>): Lab {
  return {
    ...lab,
    networks: [],
    containers: [],
    annotations: [],
    history: emptyHistory,
    deletedAt: lab.deletedAt ?? context.now,
  };
}
