import type { Lab } from '../lab.ts';
import { inverted } from './apply-changes.ts';
import type { HistoryStep, NodeChange } from './lab-history.ts';

/** What undo and redo would do to a lab now. */
export interface HistoryOutlook {
  /** The lab's revision at which this holds. */
  readonly revision: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly undoStepId: string | null;
  readonly redoStepId: string | null;
  readonly undoLabel: string | null;
  readonly redoLabel: string | null;
  /** What undoing can't bring back or would lose; null when nothing. */
  readonly undoWarning: string | null;
  readonly redoWarning: string | null;
}

/** What undo and redo would do to a lab now, in words for those who press the buttons. */
export function historyOutlook({ history, revision }: Lab): HistoryOutlook {
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

function loss(change: NodeChange): string | null {
  if (change.kind !== 'container') return null;
  if (change.change === 'added') {
    return `What was inside ${change.node.name} is gone: it comes back with the same name and addresses, but as new.`;
  }
  if (change.change === 'removed') return `${change.node.name} is deleted with everything in it.`;
  const { name } = change.after;
  if (name === undefined) return null;
  return `${change.before.name ?? ''} is made anew as ${name}: what is inside it is lost.`;
}
