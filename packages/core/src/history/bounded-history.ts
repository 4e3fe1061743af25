import type { HistoryStep, LabHistory } from './lab-history.ts';

export const emptyHistory: LabHistory = { undo: [], redo: [] };

/** How many steps of a lab are kept. */
export const mostSteps = 100;

/** Characters of JSON that a lab's steps may take. They are stored with the lab, in one item of limited size. */
export const mostHistoryCharacters = 48_000;

/** The history without the oldest steps to undo and the last steps to redo that exceed the limits. */
export function bounded({ undo, redo }: LabHistory): LabHistory {
  const left = { steps: mostSteps, characters: mostHistoryCharacters };
  const nearestRedo = nearest(redo, left);
  return { undo: nearest(undo, left), redo: nearestRedo };
}

/** The end of the list that fits into what is left, which shrinks by it. */
function nearest(
  steps: readonly HistoryStep[],
  left: { steps: number; characters: number },
): readonly HistoryStep[] {
  let kept = 0;
  for (const step of steps.toReversed()) {
    const size = JSON.stringify(step).length;
    if (left.steps === 0 || size > left.characters) {
      // The steps before a gap can no longer be applied.
      left.steps = 0;
      break;
    }
    left.steps -= 1;
    left.characters -= size;
    kept += 1;
  }
  return kept === steps.length ? steps : steps.slice(steps.length - kept);
}
