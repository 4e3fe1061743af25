import { expect, it } from 'vitest';
import { addContainer } from '../edits/containers/add-container.ts';
import { redoEdit, undoEdit } from './history-edits.ts';
import { newLab } from '../edits/lab-edits.ts';
import { removeContainer } from '../edits/remove-nodes.ts';
import type { Lab } from '../lab.ts';
import { containerReadiness } from '../observed/readiness.ts';
import { valueOf } from '../testing/outcome.ts';
import { editContext, start } from '../testing/sample-lab.ts';
import { observation } from '../testing/sample-observation.ts';
import { recordEdit } from './record-edit.ts';
import { removedGeneration } from './removed-generation.ts';

const context = editContext();
const next = { stepId: null };

it('makes the version of a container grow through each removal and restoration', () => {
  const empty = valueOf(newLab({ name: 'lab', ownerId: 'usr_aaaaaaaaaaaa' }, context));
  const added = valueOf(addContainer(empty, { name: 'web', image: 'host', networks: [] }, context)).lab;
  let lab = recordEdit(empty, added, context.random);
  const id = added.containers[0]?.id ?? '';
  // The host has only ever heard of the first life.
  const reported = observation([['READY', 10]], { containerId: id, version: 9 });
  const versions: number[] = [];
  const take = (edited: Lab): void => {
    lab = recordEdit(lab, edited, context.random);
    const desired = lab.containers.find((each) => each.id === id) ?? null;
    const last = removedGeneration(lab.history, id);
    versions.push(containerReadiness(desired, reported, new Date(start), last).version);
  };
  take(valueOf(removeContainer(lab, { containerId: id }, context)).lab);
  for (let round = 0; round < 3; round += 1) {
    take(valueOf(undoEdit(lab, next, context)).lab);
    take(valueOf(redoEdit(lab, next, context)).lab);
  }
  take(valueOf(undoEdit(lab, next, context)).lab);
  take(valueOf(undoEdit(lab, next, context)).lab);
  expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  expect(new Set(versions).size).toBe(versions.length);
});
