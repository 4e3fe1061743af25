import type { Lab } from '../lab.ts';
import { inverted } from './apply-changes.ts';
import type { HistoryStep, NodeChange } from './lab-history.ts';

export interface UndoState {
  /** The lab's revision that this describes. */
  readonly revision: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly undoStepId: string | null;
  readonly redoStepId: string | null;
  readonly undoLabel: string | null;
  readonly redoLabel: string | null;
  /** What undo would lose; null if nothing. */
  readonly undoWarning: string | null;
  readonly redoWarning: string | null;
}

/** What undo and redo would do to a lab now, in words for its owner. */
export function undoState({ history, revision }: Lab): UndoState {
  const undo = history.undo.at(-1);
  const redo = history.redo.at(-1);
  return {
    revision,
    canUndo: undo !== undefined,
    canRedo: redo !== undefined,
    undoStepId: undo?.id ?? null,
    redoStepId: redo?.id ?? null,
    undoLabel: undo?.label ?? null,
    redoLabel: redo?.label ?? null,
    undoWarning: undo === undefined ? null : warning(undo.changes.map(inverted)),
    redoWarning: redo === undefined ? null : warning(redo.changes),
  };
}

function warning(changes: HistoryStep['changes']): string | null {
  const losses = changes.flatMap((change) => loss(change) ?? []);
  return losses.length === 0 ? null : losses.join(' ');
}

/** A container that undo brings back is empty, but its files were lost when it was deleted. */
function loss(change: NodeChange): string | null {
  if (change.kind !== 'container' || change.change !== 'removed') return null;
  return `${change.node.name} is deleted with its contents.`;
}
