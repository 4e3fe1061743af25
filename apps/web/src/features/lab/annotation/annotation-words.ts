import type { AnnotationColour, AnnotationKind } from '../../../generated/graphql.ts';
import type { Annotation } from '../model/lab.ts';

export const annotationColourWords: Readonly<Record<AnnotationColour, string>> = {
  GREY: 'Grey',
  BLUE: 'Blue',
  GREEN: 'Green',
  YELLOW: 'Yellow',
  RED: 'Red',
  PURPLE: 'Purple',
};

export const annotationKindWords: Readonly<Record<AnnotationKind, string>> = {
  NOTE: 'Note',
  RECTANGLE: 'Rectangle',
  ELLIPSE: 'Ellipse',
};

export const frameKinds = ['RECTANGLE', 'ELLIPSE'] as const satisfies readonly AnnotationKind[];

export function isFrame({ kind }: Pick<Annotation, 'kind'>): boolean {
  return kind !== 'NOTE';
}

/** What an annotation is called in menus and headings. */
export function annotationTitle({ kind, text }: Pick<Annotation, 'kind' | 'text'>): string {
  const [line = ''] = text.trim().split('\n');
  const what = kind === 'NOTE' ? 'Note' : 'Frame';
  return line === '' ? what : `${what}: ${line.length <= 40 ? line : `${line.slice(0, 39)}…`}`;
}

/** The accessible name on the canvas. */
export function describeAnnotation(annotation: Annotation): string {
  const { kind, text, colour } = annotation;
  const what = kind === 'NOTE' ? 'Note' : kind === 'ELLIPSE' ? 'Round frame' : 'Frame';
  const said = text.trim() === '' ? (kind === 'NOTE' ? 'empty' : 'without a title') : text.trim();
  return `${what}, ${said}, ${annotationColourWords[colour].toLowerCase()}`;
}
