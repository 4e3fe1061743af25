import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redoEdit, undoEdit } from './history-edits.ts';
import type { Lab } from '../lab.ts';
import { anyEdit, smallLimits } from '../testing/any-edit.ts';
import { valueOf } from '../testing/outcome.ts';
import { editContext, SampleLab } from '../testing/sample-lab.ts';
import { mostHistoryCharacters, mostSteps } from './bounded-history.ts';
import { recordEdit } from './record-edit.ts';

/** What undo and redo must restore: everything but the power of containers and the lab's name. */
function drawing({ networks, containers, annotations }: Lab): unknown {
  return {
    networks,
    annotations,
    containers: containers.map(
      ({ power: _power, generation: _generation, requestedAt: _at, ...rest }) => rest,
    ),
  };
}

function generations(lab: Lab): ReadonlyMap<string, number> {
  return new Map(lab.containers.map(({ id, generation }) => [id, generation]));
}

const edits = fc.array(anyEdit, { minLength: 5, maxLength: 120, size: 'max' });

describe('the history of any sequence of edits', () => {
  it('undoes every state back to the first, and redoes every state up to the last', () => {
    let longest = 0;
    fc.assert(
      fc.property(edits, (sequence) => {
        const context = editContext(smallLimits);
        let { lab } = new SampleLab(context);
        const states = [drawing(lab)];
        for (const apply of sequence) {
          const result = apply(lab, context);
          if (!result.ok) continue;
          const recorded = recordEdit(lab, result.value.lab, context.random);
          if (recorded.history !== lab.history) states.push(drawing(recorded));
          lab = recorded;
        }
        expect(lab.history.undo).toHaveLength(states.length - 1);
        longest = Math.max(longest, states.length);
        const seen = new Map<string, number>();
        const expectNewer = (): void => {
          // A host acts only on a greater generation, even for a container that it removed meanwhile.
          for (const [id, generation] of generations(lab)) {
            expect(generation).toBeGreaterThanOrEqual(seen.get(id) ?? 0);
            seen.set(id, generation);
          }
        };
        for (const state of states.slice(0, -1).toReversed()) {
          lab = valueOf(undoEdit(lab, { stepId: null }, context)).lab;
          expect(drawing(lab)).toEqual(state);
          expectNewer();
        }
        expect(undoEdit(lab, { stepId: null }, context)).toMatchObject({ error: { kind: 'conflict' } });
        for (const state of states.slice(1)) {
          lab = valueOf(redoEdit(lab, { stepId: null }, context)).lab;
          expect(drawing(lab)).toEqual(state);
          expectNewer();
        }
        expect(redoEdit(lab, { stepId: null }, context)).toMatchObject({ error: { kind: 'conflict' } });
      }),
      { numRuns: 100 },
    );
    expect(longest).toBeGreaterThan(15);
  });

  it('stays within its limits, and the steps that are kept can still be undone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 100 }), (moves, containers) => {
        const sample = new SampleLab(editContext());
        for (let index = 0; index < containers; index += 1) sample.container(`c${index}`);
        let { lab } = sample;
        const step = (x: number): void => {
          const moved = lab.containers.map((container) => ({ ...container, position: { x, y: 0 } }));
          lab = recordEdit(lab, { ...lab, containers: moved }, sample.context.random);
        };
        for (let x = 1; x <= moves; x += 1) step(x);
        const { undo } = lab.history;
        expect(undo.length).toBeGreaterThan(0);
        expect(undo.length).toBeLessThanOrEqual(mostSteps);
        expect(JSON.stringify(undo).length).toBeLessThanOrEqual(mostHistoryCharacters + undo.length + 2);
        for (const _ of undo) lab = valueOf(undoEdit(lab, { stepId: null }, sample.context)).lab;
        expect(lab.containers[0]?.position?.x ?? 0).toBe(moves - undo.length);
      }),
      { numRuns: 20 },
    );
  });
});
