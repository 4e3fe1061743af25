import type { AnnotationColour } from '../../../../generated/graphql.ts';
import { isFrame } from '../../annotation/annotation-words.ts';
import type { Annotation } from '../../model/lab.ts';
import type { Point } from '../layout/geometry.ts';

/** The two shades of a colour, as CSS has them. */
export interface Tint {
  readonly ink: string;
  readonly wash: string;
}
export type Tints = Readonly<Record<AnnotationColour, Tint>>;

const textSize = 14;
const lineHeight = 20;
const padding = 12;
/** An average character of a sans-serif font, by its size. */
const characterWidth = 0.55;

/** A note or a frame as SVG elements. */
export function drawAnnotation(
  annotation: Annotation,
  { x, y }: Point,
  tints: Tints,
  text: string,
): string[] {
  const { kind, width, height, colour } = annotation;
  const { ink, wash } = tints[colour];
  if (kind === 'NOTE') {
    const lines = wrapped(annotation.text, Math.floor((width - 2 * padding) / (textSize * characterWidth)));
    const shown = lines.slice(0, Math.max(1, Math.floor((height - padding) / lineHeight)));
    return [
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="${wash}" stroke="${ink}" stroke-opacity="0.35"/>`,
      `<path d="M${x + 4} ${y + 1.5}H${x + width - 4}" stroke="${ink}" stroke-width="3"/>`,
      ...shown.map((line, index) =>
        textAt(line, { x: x + padding, y: y + padding + 11 + index * lineHeight }, text, 400, 'start'),
      ),
    ];
  }
  const style = `fill="${wash}" fill-opacity="0.6" stroke="${ink}" stroke-opacity="0.55" stroke-width="1.5"`;
  const isRound = kind === 'ELLIPSE';
  const shape = isRound
    ? `<ellipse cx="${x + width / 2}" cy="${y + height / 2}" rx="${width / 2}" ry="${height / 2}" ${style}/>`
    : `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="12" ${style}/>`;
  const at = isRound ? { x: x + width / 2, y: y + 5 } : { x: x + 20, y: y + 19 };
  return annotation.text === ''
    ? [shape]
    : [shape, textAt(annotation.text, at, ink, 600, isRound ? 'middle' : 'start')];
}

/** Frames lie below everything, and notes above. */
export function inLayers(annotations: readonly Annotation[]): {
  readonly below: readonly Annotation[];
  readonly above: readonly Annotation[];
} {
  return { below: annotations.filter(isFrame), above: annotations.filter((one) => !isFrame(one)) };
}

/** The lines of a text, none longer than that many characters. */
export function wrapped(text: string, most: number): string[] {
  const room = Math.max(4, most);
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + 1 + word.length > room) {
        lines.push(line);
        line = '';
      }
      line = line === '' ? word : `${line} ${word}`;
      while (line.length > room) {
        lines.push(line.slice(0, room));
        line = line.slice(room);
      }
    }
    return [...lines, line];
  });
}

function textAt(words: string, { x, y }: Point, colour: string, weight: number, anchor: string): string {
  return (
    `<text x="${x}" y="${y}" font-family="sans-serif" font-size="${textSize}" font-weight="${weight}" ` +
    `text-anchor="${anchor}" fill="${colour}" xml:space="preserve">${escaped(words)}</text>`
  );
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export function escaped(words: string): string {
  return words.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
