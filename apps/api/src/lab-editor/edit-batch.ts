import { type EditError, fail, type Lab, ok, recordEdit, type Result } from '@pineapple/core';
import type { LabSnapshot } from '../live-lab/lab-snapshot.ts';
import { refuseTooLarge } from './host-command-size.ts';
import { type Edited, type EditFailure, type EditRequest, type EditTools, noSuch } from './lab-edit.ts';

/** An edit in the queue. */
export interface PendingEdit {
  readonly request: EditRequest<object>;
  readonly answer: (outcome: Result<Edited<object>, EditFailure>) => void;
  readonly fail: (error: unknown) => void;
}

interface Attempt {
  /** The lab after the edits that succeeded. */
  readonly lab: Lab;
  readonly changed: boolean;
  readonly held: readonly { readonly edit: PendingEdit; readonly value: { readonly lab: Lab } }[];
  readonly refused: readonly { readonly edit: PendingEdit; readonly error: EditFailure }[];
}

/** Why a change of a lab passes a quota of its owner; null if it does not. */
type RefuseGrowth = (before: Lab, after: Lab) => EditError | null;

/** Runs edits one after another on a lab. One that is refused does not affect the others. */
export function attemptEdits(
  base: Lab,
  edits: readonly PendingEdit[],
  tools: EditTools,
  refuseGrowth: RefuseGrowth = () => null,
): Attempt {
  let lab = base;
  const held: { edit: PendingEdit; value: { readonly lab: Lab } }[] = [];
  const refused: { edit: PendingEdit; error: EditFailure }[] = [];
  for (const edit of edits) {
    const moved = refuseMoved(base, lab, edit.request);
    const result = moved ?? attempt(lab, edit, tools, refuseGrowth);
    if (result.ok) {
      lab = result.value.lab;
      held.push({ edit, value: result.value });
    } else {
      refused.push({ edit, error: result.error });
    }
  }
  return { lab, changed: lab !== base, held, refused };
}

/** Answers the edits that were stored, each with the lab right after it. */
export function answerStored(attempt: Attempt, stored: LabSnapshot): void {
  for (const { edit, value } of attempt.held) {
    // An edit does not place a lab.
    const { revision, placement } = stored.desired;
    const desired = { ...value.lab, revision, placement };
    edit.answer(ok({ ...value, snapshot: stored.withDesired(desired) }));
  }
}

export function answerRefused(refused: Attempt['refused']): void {
  for (const { edit, error } of refused) edit.answer(fail(error));
}

/** Refuses an edit of a revision that the lab is no longer at; null if it may go on. */
function refuseMoved(
  base: Lab,
  lab: Lab,
  { revision = null }: EditRequest<object>,
): Result<never, EditError> | null {
  if (revision === null || (base.revision === revision && lab === base)) return null;
  const message = `The lab is at revision ${base.revision}, and ${revision} was given: it was changed meanwhile. Nothing was changed; look at the lab again.`;
  return fail({ kind: 'conflict', message });
}

function attempt(
  lab: Lab,
  { request }: PendingEdit,
  tools: EditTools,
  refuseGrowth: RefuseGrowth,
): Result<{ readonly lab: Lab }, EditFailure> {
  // What the viewer may not see does not exist.
  if (lab.deletedAt !== null || lab.ownerId !== request.viewerId) return fail(noSuch('lab', request.labId));
  const result = request.edit(lab, tools);
  if (!result.ok) return result;
  const tooLarge = refuseTooLarge(lab, result.value.lab, tools.images);
  if (tooLarge !== null) return fail(tooLarge);
  const overQuota = refuseGrowth(lab, result.value.lab);
  if (overQuota !== null) return fail(overQuota);
  return ok({ ...result.value, lab: recordEdit(lab, result.value.lab, tools.random) });
}
