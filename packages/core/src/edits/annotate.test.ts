import { describe, expect, it } from 'vitest';
import { mostAnnotations } from '../annotations/annotation.ts';
import { redoEdit, undoEdit } from '../history/history-edits.ts';
import { recordEdit } from '../history/record-edit.ts';
import { undoState } from '../history/undo-state.ts';
import { concernsHost } from '../host-manifest/to-host-manifest.ts';
import { labSchema } from '../lab.ts';
import { errorOf, valueOf } from '../testing/outcome.ts';
import { SampleLab } from '../testing/sample-lab.ts';
import { addAnnotation, type NewAnnotation, removeAnnotation, updateAnnotation } from './annotate.ts';
import { copyNodes } from './copy-nodes.ts';
import { moveNodes } from './move-nodes.ts';

const origin = { x: 0, y: 0 };

function annotated(input: Partial<NewAnnotation> = {}) {
  const sample = new SampleLab();
  const added = valueOf(
    addAnnotation(sample.lab, { kind: 'note', position: origin, ...input }, sample.context),
  );
  return { ...added, context: sample.context, before: sample.lab };
}

describe('annotating a lab', () => {
  it('fills in what is left out, and is nothing to a host', () => {
    const { lab, annotation, before } = annotated({ text: 'Area 0\r\nhere', position: { x: 0.126, y: -0 } });
    expect(annotation).toEqual({
      ...{ id: expect.stringMatching(/^ann_/), kind: 'note', text: 'Area 0\nhere', colour: 'yellow' },
      ...{ position: { x: 0.13, y: 0 }, width: 200, height: 96, createdAt: lab.createdAt },
    });
    expect(concernsHost(before, lab)).toBe(false);
  });

  it('is read from rows of labs without annotations', () => {
    const { annotations: _, ...old } = annotated().before;
    expect(labSchema.parse(old).annotations).toEqual([]);
  });

  it.each<[string, Partial<NewAnnotation>, string]>([
    ['a long text', { text: 'x'.repeat(2_001) }, 'text'],
    ['a long title', { kind: 'rectangle', text: 'x'.repeat(101) }, 'text'],
    ['a title in lines', { kind: 'ellipse', text: 'a\nb' }, 'text'],
    ['a control character', { text: 'a\u001B[2J' }, 'text'],
    ['no size', { width: 0 }, 'width'],
    ['a size that is no number', { height: Number.NaN }, 'height'],
    ['a place far away', { position: { x: 1e7, y: 0 } }, 'position'],
  ])('refuses %s', (_what, input, field) => {
    const sample = new SampleLab();
    const refused = errorOf(
      addAnnotation(sample.lab, { kind: 'note', position: origin, ...input }, sample.context),
    );
    expect(refused).toMatchObject({
      kind: 'validation',
      issues: [{ path: expect.arrayContaining([field]) }],
    });
  });

  it('refuses the 101st, and more text than a lab may have', () => {
    const sample = new SampleLab();
    const add = (text: string) =>
      addAnnotation(sample.lab, { kind: 'note', position: origin, text }, sample.context);
    for (let count = 0; count < 25; count += 1) sample.lab = valueOf(add('x'.repeat(2_000))).lab;
    expect(errorOf(add('x'))).toMatchObject({ kind: 'quota', limit: 50_000, used: 50_001 });
    for (let count = 25; count < mostAnnotations; count += 1) sample.lab = valueOf(add('')).lab;
    expect(errorOf(add(''))).toMatchObject({ kind: 'quota', limit: 100, used: 100 });
  });

  it('makes a frame of a note only if its text is a title', () => {
    const { lab, annotation, context } = annotated({ text: 'a\nb' });
    const change = { annotationId: annotation.id, kind: 'rectangle' } as const;
    expect(errorOf(updateAnnotation(lab, change, context)).kind).toBe('validation');
    const titled = valueOf(updateAnnotation(lab, { ...change, text: 'a' }, context)).annotation;
    expect(titled).toEqual({ ...annotation, kind: 'rectangle', text: 'a' });
    expect(valueOf(updateAnnotation(lab, { annotationId: annotation.id }, context)).lab).toBe(lab);
  });

  it('is undone in words, and moves and is copied with nodes', () => {
    const { lab, annotation, context, before } = annotated({ kind: 'rectangle', text: 'DMZ' });
    const recorded = recordEdit(before, lab, context.random);
    expect(undoState(recorded).undoLabel).toBe("Create rectangle 'DMZ'");
    const moved = valueOf(
      moveNodes(recorded, { moves: [{ nodeId: annotation.id, x: 8, y: 16 }] }, context),
    ).lab;
    const twice = recordEdit(recorded, moved, context.random);
    expect(undoState(twice).undoLabel).toBe("Move rectangle 'DMZ'");
    const back = valueOf(undoEdit(twice, { stepId: null }, context)).lab;
    expect(back.annotations).toEqual([annotation]);
    expect(valueOf(redoEdit(back, { stepId: null }, context)).lab.annotations[0]?.position).toEqual({
      x: 8,
      y: 16,
    });
    const sized = valueOf(
      moveNodes(
        recorded,
        { moves: [{ nodeId: annotation.id, x: 8, y: 16, width: 96.004, height: null }] },
        context,
      ),
    ).lab;
    expect(sized.annotations).toMatchObject([
      { position: { x: 8, y: 16 }, width: 96, height: annotation.height },
    ]);
    expect(undoState(recordEdit(recorded, sized, context.random)).undoLabel).toBe("Move rectangle 'DMZ'");
    const copy = valueOf(
      copyNodes(before, { source: lab, nodeIds: [annotation.id], offset: { x: 0, y: 8 } }, context),
    );
    expect(copy.lab.annotations).toMatchObject([{ text: 'DMZ', position: { x: 0, y: 8 } }]);
    const gone = valueOf(removeAnnotation(lab, { annotationId: annotation.id }, context)).lab;
    expect(gone.annotations).toEqual([]);
    expect(errorOf(removeAnnotation(gone, { annotationId: annotation.id }, context)).kind).toBe('not-found');
  });

  it('has the size of its move within its limits, and nodes have none', () => {
    const sample = new SampleLab();
    const lan = sample.network('lan');
    const made = valueOf(addAnnotation(sample.lab, { kind: 'ellipse', position: origin }, sample.context));
    const issuesOf = (nodeId: string, width: number): unknown =>
      errorOf(moveNodes(made.lab, { moves: [{ nodeId, ...origin, width }] }, sample.context));
    expect(issuesOf(made.annotation.id, 1)).toMatchObject({ issues: [{ path: ['moves', '0', 'width'] }] });
    expect(issuesOf(lan.id, 192)).toMatchObject({
      issues: [{ path: ['moves', '0'], message: expect.stringMatching(/is no annotation/) }],
    });
  });
});
