import type { Position } from '../lab-nodes.ts';

/** What an annotation is drawn as. A note has a text; a rectangle or an ellipse is a frame around nodes, with a title. */
export const annotationKinds = ['note', 'rectangle', 'ellipse'] as const;
export type AnnotationKind = (typeof annotationKinds)[number];

/** Names of colours. How each looks depends on the theme of the page. */
export const annotationColours = ['grey', 'blue', 'green', 'yellow', 'red', 'purple'] as const;
export type AnnotationColour = (typeof annotationColours)[number];

/** A note or a frame on the canvas of a lab. Hosts do not get it. */
export interface Annotation {
  readonly id: string;
  readonly kind: AnnotationKind;
  /** Plain text: of a note up to 2,000 characters in lines, of a frame a title of up to 100 in one line. May be empty. */
  readonly text: string;
  readonly colour: AnnotationColour;
  /** Its upper left corner. */
  readonly position: Position;
  /** In the unit of positions. */
  readonly width: number;
  readonly height: number;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
}

export const mostAnnotations = 100;
/** Bytes that the texts of all annotations of a lab may have: they are stored with the lab, in one item of limited size. */
export const mostAnnotationBytes = 50_000;

export const mostNoteCharacters = 2_000;
export const mostTitleCharacters = 100;

export const smallestAnnotation = { width: 48, height: 32 } as const;
export const largestAnnotation = 20_000;

/** What a new annotation has for what is left out. */
export const annotationDefaults: Readonly<
  Record<AnnotationKind, Pick<Annotation, 'colour' | 'width' | 'height'>>
> = {
  note: { colour: 'yellow', width: 200, height: 96 },
  rectangle: { colour: 'blue', width: 448, height: 288 },
  ellipse: { colour: 'blue', width: 448, height: 288 },
};

export function isFrame({ kind }: Pick<Annotation, 'kind'>): boolean {
  return kind !== 'note';
}

/** A short name for lists and labels: the first line of its text, or what it is. */
export function annotationName({ kind, text }: Pick<Annotation, 'kind' | 'text'>): string {
  const [line = ''] = text.trim().split('\n');
  if (line === '') return kind;
  const short = [...line];
  return `${kind} '${short.length <= 24 ? line : `${short.slice(0, 23).join('')}…`}'`;
}
