import type { RandomBytes } from '../ids.ts';
import type { Lab } from '../lab.ts';
import { bounded } from './bounded-history.ts';
import { describeChanges } from './describe-changes.ts';
import { diffLabs } from './diff-labs.ts';
import type { HistoryStep, LabHistory } from './lab-history.ts';

/**
 * The lab with an edit in its history, and nothing left to redo. An edit that changed nothing that can be undone, such as
 * a start, is not recorded, nor is an undo or a redo, which keeps the history itself.
 */
export function recordEdit(before: Lab, after: Lab, random: RandomBytes): Lab {
  if (after.history !== before.history || after.deletedAt !== null) return after;
  const changes = diffLabs(before, after);
  if (changes.length === 0) return after;
  const id = stepId(before.history, random);
  const step: HistoryStep = { id, label: describeChanges(changes, before, after), changes };
  return { ...after, history: bounded({ undo: [...before.history.undo, step], redo: [] }) };
}

function stepId({ undo, redo }: LabHistory, random: RandomBytes): string {
  const used = new Set([...undo, ...redo].map(({ id }) => id));
  for (;;) {
    const id = Array.from(random(6), (byte) => byte.toString(36).padStart(2, '0')).join('');
    if (!used.has(id)) return id;
  }
}
