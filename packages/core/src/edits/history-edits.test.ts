import { describe, expect, it } from 'vitest';
import { historyOutlook } from '../history/history-outlook.ts';
import { recordEdit } from '../history/record-edit.ts';
import type { Lab } from '../lab.ts';
import { errorOf, valueOf } from '../testing/outcome.ts';
import { editContext, SampleLab } from '../testing/sample-lab.ts';
import { deleteLab } from './delete-lab.ts';
import { redoEdit, undoEdit } from './history-edits.ts';
import { removeContainer } from './remove-container.ts';
import { renameContainer } from './rename-container.ts';
import { updateNetwork } from './update-network.ts';

const next = { stepId: null };

/** A lab with a network and a container whose deletion is its one step. */
function afterDeletion() {
  const sample = new SampleLab();
  const web = sample.container('web', sample.network('lan'));
  const removed = valueOf(removeContainer(sample.lab, { containerId: web.id }, sample.context)).lab;
  return { sample, web, lab: recordEdit(sample.lab, removed, sample.context.random) };
}

describe('undoing', () => {
  it('takes back the step that was meant and no other', () => {
    const { sample, lab, web } = afterDeletion();
    expect(errorOf(undoEdit(lab, { stepId: 'other' }, sample.context))).toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining("'Delete web' is next to undo now"),
    });
    const stepId = lab.history.undo.at(-1)?.id ?? null;
    expect(valueOf(undoEdit(lab, { stepId }, sample.context)).lab.containers).toMatchObject([{ id: web.id }]);
  });

  it.each([
    ['its image has left the catalogue', { images: [] }, 'not in the catalogue any more'],
    [
      'the lab may hold less by now',
      { limits: { ...editContext().limits, containersPerLab: 0 } },
      'at most 0',
    ],
  ])('is refused where %s', (_why, change, message) => {
    const { sample, lab } = afterDeletion();
    const refused = errorOf(undoEdit(lab, next, { ...sample.context, ...change }));
    expect(refused).toMatchObject({ kind: 'conflict', message: expect.stringContaining(message) });
  });

  it('is refused where what the step left behind was changed past its history', () => {
    const { sample, lab } = afterDeletion();
    const renamed = recordEdit(
      lab,
      valueOf(updateNetwork(lab, { networkId: lab.networks[0]?.id ?? '', name: 'dmz' }, sample.context)).lab,
      sample.context.random,
    );
    const networks = renamed.networks.map((network) => ({ ...network, name: 'other' }));
    expect(errorOf(undoEdit({ ...renamed, networks }, next, sample.context)).message).toBe(
      "The name of 'other' was changed since, so this step no longer applies.",
    );
  });

  it('lets a container that comes back start anew, above every generation it had', () => {
    const { sample, lab, web } = afterDeletion();
    const [back] = valueOf(undoEdit(lab, next, sample.context)).lab.containers;
    expect(back?.generation).toBeGreaterThan(web.generation + 100_000);
    expect(back).toMatchObject({ power: 'on', interfaces: web.interfaces });
  });

  it('is not to be had in a deleted lab', () => {
    const { sample, lab } = afterDeletion();
    for (const edit of [undoEdit, redoEdit]) {
      expect(errorOf(edit(deleteLab(lab, sample.context), next, sample.context)).kind).toBe('not-found');
    }
  });
});

describe('what is said before', () => {
  it('names what is lost, and nothing where nothing is', () => {
    const { sample, lab, web } = afterDeletion();
    const outlook = (of: Lab) => historyOutlook(of);
    expect(outlook(lab)).toMatchObject({
      undoLabel: 'Delete web',
      undoWarning: expect.stringContaining('What was inside web is gone'),
      redoWarning: null,
    });
    const back = valueOf(undoEdit(lab, next, sample.context)).lab;
    expect(outlook(back)).toMatchObject({
      canUndo: false,
      redoWarning: 'web is deleted with everything in it.',
    });
    const renamed = valueOf(renameContainer(back, { containerId: web.id, name: 'www' }, sample.context)).lab;
    expect(outlook(recordEdit(back, renamed, sample.context.random))).toMatchObject({
      undoLabel: 'Rename web to www',
      undoWarning: 'www is made anew as web: what is inside it is lost.',
      canRedo: false,
    });
  });
});
