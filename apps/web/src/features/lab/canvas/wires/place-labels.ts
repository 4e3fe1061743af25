import { overlaps, type Box, type Point } from '../layout/geometry.ts';
import type { Wire } from './route-wires.ts';
import type { WireGrid } from './wire-grid.ts';

/** A text at the container's end of a wire. */
export interface WireLabel {
  readonly text: string;
  readonly box: Box;
  /** The side of the box where the text is aligned. */
  readonly anchor: 'start' | 'end';
}
type Place = Pick<WireLabel, 'box' | 'anchor'>;
interface LabelledConnector {
  readonly id: string;
  /** Where the container is. */
  readonly container: Box;
  /** Texts from the longest to the shortest. The first that has room is shown. */
  readonly texts: readonly string[];
}

/** Of a monospaced font, in pixels at size 1. */
const characterWidth = 0.62;
const lineHeight = 1.3;
/** Between a text and its wire or its container. */
const gap = 5;
/** How far along its wire a text may move away from its container. */
const reach = 200;
const step = 8;

/** The size of a text in pixels. */
function textSize(text: string, fontSize: number): { width: number; height: number } {
  return { width: text.length * characterWidth * fontSize, height: lineHeight * fontSize };
}

/**
 * Finds room beside the wires for their texts: never on a node, a wire or another text, and not beside the whole lab as
 * long as there is room elsewhere. A text without room is left out.
 *
 * @param before texts that stay where they are, if there still is room
 */
export function placeLabels(
  connectors: readonly LabelledConnector[],
  wires: ReadonlyMap<string, Wire>,
  grid: WireGrid,
  fontSize: number,
  before: ReadonlyMap<string, WireLabel> = new Map(),
): Map<string, WireLabel> {
  const steady = new Map([...before].filter(([, { box }]) => grid.isClear(box)));
  const labels = new Map(steady);
  const sides = [
    Math.min(...grid.boxes.map(({ x }) => x)),
    Math.max(...grid.boxes.map(({ x, width }) => x + width)),
  ] as const;
  // Short texts first: a longer one takes the room that is left.
  const rounds = Math.max(0, ...connectors.map(({ texts }) => texts.length));
  for (let round = 1; round <= rounds; round += 1) {
    for (const { id, container, texts } of connectors) {
      const text = texts.at(-round);
      const drop = wires.get(id)?.drop ?? [];
      if (!text || drop.length < 2 || steady.has(id)) continue;
      const others = [...labels].flatMap(([other, { box }]) => (other === id ? [] : [box]));
      let first: Place | null = null;
      for (const place of candidates(textSize(text, fontSize), drop, container)) {
        if (!grid.isClear(place.box) || others.some((other) => overlaps(place.box, other, 2))) continue;
        first ??= place;
        if (!isBetween(place.box, sides)) continue;
        first = place;
        break;
      }
      if (first) labels.set(id, { text, ...first });
    }
  }
  return labels;
}

/** A view that is fitted to the nodes cuts off what lies beside all of them. */
function isBetween({ x, width }: Box, [left, right]: readonly [number, number]): boolean {
  return x >= left && x + width <= right;
}

function* candidates(
  size: { width: number; height: number },
  drop: readonly Point[],
  container: Box,
): Generator<Place> {
  for (const [index, to] of drop.slice(1).entries()) {
    const from = drop[index];
    if (from) yield* beside(from, to, size);
  }
  const [start] = drop;
  if (start) yield* atCorners(start, size, container);
}

/** Beside a straight part of a wire, next to its start first. */
function* beside(
  from: Point,
  to: Point,
  { width, height }: { width: number; height: number },
): Generator<Place> {
  const isAcross = from.y === to.y;
  const length = Math.abs(isAcross ? to.x - from.x : to.y - from.y);
  const most = Math.min(reach, length - gap - (isAcross ? width : height));
  const isBack = isAcross ? to.x < from.x : to.y < from.y;
  for (let along = gap; along <= most; along += step) {
    if (isAcross) {
      const x = isBack ? from.x - along - width : from.x + along;
      const anchor = isBack ? 'end' : 'start';
      yield { box: { x, y: from.y - gap - height, width, height }, anchor };
      yield { box: { x, y: from.y + gap, width, height }, anchor };
    } else {
      const y = isBack ? from.y - along - height : from.y + along;
      yield { box: { x: from.x + gap, y, width, height }, anchor: 'start' };
      yield { box: { x: from.x - gap - width, y, width, height }, anchor: 'end' };
    }
  }
}

/** Above and below the container, at the side where its wire starts. */
function* atCorners(
  start: Point,
  { width, height }: { width: number; height: number },
  { x, y, width: own, height: ownHeight }: Box,
): Generator<Place> {
  const atStart = { left: x, anchor: 'start' } as const;
  const atEnd = { left: x + own - width, anchor: 'end' } as const;
  for (const { left, anchor } of start.x > x + own / 2 ? [atEnd, atStart] : [atStart, atEnd]) {
    yield { box: { x: left, y: y - gap - height, width, height }, anchor };
    yield { box: { x: left, y: y + ownHeight + gap, width, height }, anchor };
  }
}
