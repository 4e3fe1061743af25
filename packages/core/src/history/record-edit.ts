import type { RandomBytes } from '../ids.ts';
import type { Lab } from '../lab.ts';
import { describeChanges } from './describe-changes.ts';
import { diffLabs } from './diff-labs.ts';
import { type HistoryStep, type LabHistory, mostHistoryCharacters, mostSteps } from './lab-history.ts';

/**
 * The lab with the edit that was made of it on record, and nothing left to redo. An edit that changes nothing that
 * can be undone, as a start, is not recorded; nor is one that looks after the history itself.
 */
export function recordEdit(before: Lab, after: Lab, random: RandomBytes): Lab {
  if (after.history !== before.history || after.deletedAt !== null) return after;
  const changes = diffLabs(before, after);
  if (changes.length === 0) return after;
  const id = stepId(before.history, random);
  const step: HistoryStep = { id, label: describeChanges(changes, before, after), changes };
  return { ...after, history: bounded({ undo: [...before.history.undo, step], redo: [] }) };
}

/** The history without the steps that are farthest from now, as far as that is needed for it to be stored. */
export function bounded({ undo, redo }: LabHistory): LabHistory {
  const room = { steps: mostSteps, characters: mostHistoryCharacters };
  const nearestRedo = nearest(redo, room);
  return { undo: nearest(undo, room), redo: nearestRedo };
}

/** The end of the list that fits, taken off the room there is. */
function nearest(
  steps: readonly HistoryStep[],
  room: { steps: number; characters: number },
): readonly HistoryStep[] {
  let kept = 0;
  for (const step of steps.toReversed()) {
    const size = JSON.stringify(step).length;
    if (room.steps === 0 || size > room.characters) {
      // Beyond a gap no step would apply any more.
      room.steps = 0;
      break;
    }
    room.steps -= 1;
    room.characters -= size;
    kept += 1;
  }
  return kept === steps.length ? steps : steps.slice(steps.length - kept);
}

function stepId({ undo, redo }: LabHistory, random: RandomBytes): string {
  const used = new Set([...undo, ...redo].map(({ id }) => id));
  for (;;) {
    const id = Array.from(random(6), (byte) => byte.toString(36).padStart(2, '0')).join('');
    if (!used.has(id)) return id;
  }
}
