import { applyChanges, inverted } from './apply-changes.ts';
import { findClash } from './find-clash.ts';
import type { HistoryStep, NodeChange } from './lab-history.ts';
import { bounded } from './bounded-history.ts';
import type { Lab } from '../lab.ts';
import { ok, type Result } from '../result.ts';
import type { EditContext } from '../edit-context.ts';
import { conflict, type EditError } from '../edit-error.ts';
import { findLab } from '../nodes-in-lab.ts';

interface HistoryEditInput {
  /** The step to undo or redo; null for the next one. */
  readonly stepId: string | null;
}

type RetracedEdit = Result<{ readonly lab: Lab; readonly step: HistoryStep }, EditError>;

/** Undoes the last edit, and keeps it for redo. */
export function undoEdit(lab: Lab, input: HistoryEditInput, context: EditContext): RetracedEdit {
  const found = nextStep(lab, lab.history.undo, input, 'undo');
  if (!found.ok) return found;
  const applied = retrace(lab, found.value.changes.map(inverted), context);
  if (!applied.ok) return applied;
  const step = { ...found.value, changes: applied.value.changes.map(inverted) };
  const { undo, redo } = lab.history;
  const history = bounded({ undo: undo.slice(0, -1), redo: [...redo, step] });
  return ok({ lab: { ...applied.value.lab, history }, step });
}

/** Redoes the edit that was undone last. */
export function redoEdit(lab: Lab, input: HistoryEditInput, context: EditContext): RetracedEdit {
  const found = nextStep(lab, lab.history.redo, input, 'redo');
  if (!found.ok) return found;
  const applied = retrace(lab, found.value.changes, context);
  if (!applied.ok) return applied;
  const step = { ...found.value, changes: applied.value.changes };
  const { undo, redo } = lab.history;
  const history = bounded({ undo: [...undo, step], redo: redo.slice(0, -1) });
  return ok({ lab: { ...applied.value.lab, history }, step });
}

function nextStep(
  lab: Lab,
  steps: readonly HistoryStep[],
  { stepId }: HistoryEditInput,
  verb: 'undo' | 'redo',
): Result<HistoryStep, EditError> {
  const found = findLab(lab);
  if (!found.ok) return found;
  const step = steps.at(-1);
  if (step === undefined) return conflict(`There is nothing to ${verb} in this lab.`);
  if (stepId === null || stepId === step.id) return ok(step);
  return conflict(
    `The lab was changed meanwhile, and the next step to ${verb} is '${step.label}'. Nothing was changed.`,
  );
}

function retrace(lab: Lab, changes: readonly NodeChange[], context: EditContext) {
  const applied = applyChanges(lab, changes, context.now);
  if (!applied.ok) return applied;
  const clash = findClash(applied.value.lab, context);
  return clash === null ? applied : conflict(`${clash} Nothing was changed.`);
}
