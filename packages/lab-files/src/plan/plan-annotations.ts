import { annotationName } from '@pineapple/core';
import type { DraftAnnotation } from '../lab-draft.ts';
import { difference, positionDifference } from './differences.ts';
import type { LabPlan } from './lab-plan.ts';

type Planned = LabPlan['annotations'];

/**
 * Annotations have no names. One with the same kind and text is the same; the first of several pairs with the first. So a
 * note that was moved, resized or coloured is changed, and one with another text replaces it.
 */
export function planAnnotations(
  present: readonly DraftAnnotation[],
  desired: readonly DraftAnnotation[],
): Planned {
  const left = new Map(present.entries());
  const changed: Planned[number][] = [];
  const added: DraftAnnotation[] = [];
  // Exact matches first, so that of two equal texts the one that stays is found.
  const open = desired.filter((annotation) => {
    const match = find(left, (one) => sameFields(one, annotation));
    if (match !== null) left.delete(match);
    return match === null;
  });
  for (const annotation of open) {
    const index = find(left, ({ kind, text }) => kind === annotation.kind && text === annotation.text);
    const own = index === null ? undefined : left.get(index);
    if (index === null || own === undefined) {
      added.push(annotation);
      continue;
    }
    left.delete(index);
    const details = differences(own, annotation);
    changed.push({ action: 'CHANGE', index, desired: annotation, name: annotationName(own), details });
  }
  return [
    ...[...left].map(
      ([index, own]) =>
        ({ action: 'REMOVE', index, desired: null, name: annotationName(own), details: [] }) as const,
    ),
    ...changed,
    ...added.map((one) => {
      return { action: 'ADD', index: null, desired: one, name: annotationName(one), details: [] } as const;
    }),
  ];
}

function find(
  left: ReadonlyMap<number, DraftAnnotation>,
  matches: (one: DraftAnnotation) => boolean,
): number | null {
  for (const [index, one] of left) if (matches(one)) return index;
  return null;
}

function sameFields(one: DraftAnnotation, other: DraftAnnotation): boolean {
  return one.kind === other.kind && one.text === other.text && differences(one, other).length === 0;
}

function differences(present: DraftAnnotation, desired: DraftAnnotation): readonly string[] {
  const size = ({ width, height }: DraftAnnotation): string => `${width} × ${height}`;
  return [
    ...difference('colour', present.colour, desired.colour),
    ...positionDifference(present, desired),
    ...difference('size', size(present), size(desired)),
  ];
}
