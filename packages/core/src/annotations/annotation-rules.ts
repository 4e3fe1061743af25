import { utf8Length } from '../settings/config-size.ts';
import type { Issue } from '../edit-error.ts';
import type { Lab } from '../lab.ts';
import { checkPosition } from '../edits/position-rules.ts';
import {
  type Annotation,
  isFrame,
  largestAnnotation,
  mostNoteCharacters,
  mostTitleCharacters,
  smallestAnnotation,
} from './annotation.ts';

/** What is wrong with an annotation. */
export function checkAnnotation(annotation: Omit<Annotation, 'id' | 'createdAt'>): Issue[] {
  const { text, position } = annotation;
  const issues: Issue[] = [];
  const most = isFrame(annotation) ? mostTitleCharacters : mostNoteCharacters;
  if (text.length > most) {
    const what = isFrame(annotation) ? 'The title' : 'The text';
    issues.push({
      path: ['text'],
      message: `${what} has ${text.length} characters. Give at most ${most}.`,
    });
  }
  if (isFrame(annotation) && /[\n\r]/.test(text))
    issues.push({ path: ['text'], message: 'The title of a frame has several lines. Give one line.' });
  if (/[^\P{Cc}\n\t]/u.test(text) || /\p{Cs}/u.test(text)) {
    issues.push({
      path: ['text'],
      message: 'The text has a control character. Give text with line breaks and tabs only.',
    });
  }
  return [...issues, ...checkAnnotationSize(annotation, []), ...checkPosition(position, ['position'])];
}

/** What is wrong with those sides of an annotation that are given. */
export function checkAnnotationSize(
  size: { readonly width?: number | null | undefined; readonly height?: number | null | undefined },
  path: readonly string[],
): Issue[] {
  return (['width', 'height'] as const).flatMap((side) => {
    const value = size[side];
    const least = smallestAnnotation[side];
    if (value === undefined || value === null || (value >= least && value <= largestAnnotation)) return [];
    const message = `The ${side} is ${value}. Choose a number from ${least} to ${largestAnnotation}.`;
    return [{ path: [...path, side], message }];
  });
}

/** The bytes that the texts of a lab's annotations have. */
export function annotationBytes({ annotations }: Pick<Lab, 'annotations'>): number {
  return annotations.reduce((sum, { text }) => sum + utf8Length(text), 0);
}
