import type { ELK } from 'elkjs/lib/elk-api.js';
import { largestAnnotation } from '@pineapple/core';
import { around, frameAround, frameContents } from '../annotations/frame-contents.ts';
import {
  boxOf,
  grid,
  nodeSizes,
  snap,
  type Box,
  type LayoutConnector,
  type LayoutNode,
  type PlacedNode,
  type Point,
  type Size,
} from './geometry.ts';
import { layOut } from './lay-out.ts';
import { placeFree } from './place-new.ts';

/** A note or a frame, where it is. */
export interface LayoutAnnotation extends Box {
  readonly id: string;
  readonly shape: 'note' | 'rectangle' | 'ellipse';
}
/** The new place of a node, a note or a frame. Frames have a new size too. */
export type Place = Point & Partial<Size>;
/** Places of one frame, or of the whole lab, relative to its upper left corner. */
interface Level {
  readonly places: ReadonlyMap<string, Place>;
  readonly size: Size;
}
type Named = Box & { readonly id: string };

/**
 * Positions for all nodes as of `layOut`, where each frame keeps what is in it: its nodes are laid out by themselves,
 * and the frame goes around them. A note outside of frames moves with the node next to it.
 *
 * @param nodes where they are now, which says what is in which frame
 */
export async function layOutFrames(
  elk: Pick<ELK, 'layout'>,
  nodes: readonly (LayoutNode & PlacedNode)[],
  connectors: readonly LayoutConnector[],
  annotations: readonly LayoutAnnotation[],
  canvas: Size,
): Promise<Map<string, Place>> {
  const boxes: readonly Named[] = nodes.map((node) => ({ id: node.id, ...boxOf(node) }));
  const parents = parentsOf(boxes, annotations);
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  /** The frames with nodes in them. All other annotations are like notes. */
  const filled = new Set(boxes.flatMap(({ id }) => [...ancestors(id, parents)]));

  /** What stands for a node within a frame: the node itself, or the frame in that frame that has it. */
  const within = (id: string, frame: string | null): string | null => {
    for (let at = id; ;) {
      const parent = parents.get(at) ?? null;
      if (parent === frame) return at;
      if (parent === null) return null;
      at = parent;
    }
  };

  async function layOutLevel(frame: LayoutAnnotation | null): Promise<Level> {
    const isHere = ({ id }: Named): boolean => (parents.get(id) ?? null) === (frame?.id ?? null);
    const inner = new Map<string, Level>();
    const blocks: LayoutNode[] = boxes
      .filter(isHere)
      .map(({ id }) => ({ id, kind: kinds.get(id) ?? 'container' }));
    for (const annotation of annotations.filter(isHere)) {
      const { id, width, height } = annotation;
      if (filled.has(id)) {
        const level = await layOutLevel(annotation);
        inner.set(id, level);
        blocks.push({ id, kind: 'network', size: level.size });
      } else if (frame) blocks.push({ id, kind: 'container', size: { width, height } });
    }
    const between = new Map<string, LayoutConnector>();
    for (const { containerId, networkId } of connectors) {
      const ends = [within(containerId, frame?.id ?? null), within(networkId, frame?.id ?? null)] as const;
      const [from, to] = ends;
      if (from === null || to === null || from === to) continue;
      between.set([...ends].toSorted().join(), { containerId: from, networkId: to });
    }
    const places = await layOut(elk, blocks, [...between.values()], canvas);
    return frame ? levelOf(frame, blocks, places, inner) : { places: spread(places, inner), size: canvas };
  }

  const { places } = await layOutLevel(null);
  const all = new Map(places);
  const loose = annotations.filter(({ id }) => !all.has(id));
  for (const [id, place] of placeNotes(loose, boxes, all, connectors)) all.set(id, place);
  return all;
}

/** The smallest frame around each node, note and frame. */
function parentsOf(boxes: readonly Named[], annotations: readonly LayoutAnnotation[]): Map<string, string> {
  const parents = new Map<string, string>();
  const frames = annotations
    .filter(({ shape }) => shape !== 'note')
    .toSorted((a, b) => b.width * b.height - a.width * a.height);
  for (const frame of frames)
    for (const id of frameContents(frame, [...boxes, ...annotations])) parents.set(id, frame.id);
  return parents;
}

function* ancestors(id: string, parents: ReadonlyMap<string, string>): Generator<string> {
  for (let at = parents.get(id); at !== undefined; at = parents.get(at)) yield at;
}

/** The places with those of what is in frames. */
function spread(places: ReadonlyMap<string, Point>, inner: ReadonlyMap<string, Level>): Map<string, Place> {
  const all = new Map<string, Place>();
  for (const [id, at] of places) {
    const level = inner.get(id);
    all.set(id, level ? { ...at, ...level.size } : at);
    for (const [within, place] of level?.places ?? [])
      all.set(within, { ...place, x: at.x + place.x, y: at.y + place.y });
  }
  return all;
}

/** A frame around its blocks. An ellipse goes around their corners too. */
function levelOf(
  { shape }: LayoutAnnotation,
  blocks: readonly LayoutNode[],
  places: ReadonlyMap<string, Point>,
  inner: ReadonlyMap<string, Level>,
): Level {
  const content = around(
    blocks.map(({ id, kind, size }) => ({
      ...(places.get(id) ?? { x: 0, y: 0 }),
      ...(size ?? nodeSizes[kind]),
    })),
  );
  const box = frameAround([content]);
  const more = shape === 'ellipse' ? Math.SQRT2 : 1;
  const size = { width: rounded(box.width * more), height: rounded(box.height * more) };
  const left = snap({
    x: content.x - box.x + (size.width - box.width) / 2,
    y: content.y - box.y + (size.height - box.height) / 2,
  });
  const moved = new Map(
    [...places].map(([id, { x, y }]) => [id, { x: x - content.x + left.x, y: y - content.y + left.y }]),
  );
  return { places: spread(moved, inner), size };
}

function rounded(length: number): number {
  return Math.min(largestAnnotation, Math.ceil(length / grid) * grid);
}

/** Moves notes as the node next to each, to where they cover nothing. */
function placeNotes(
  notes: readonly LayoutAnnotation[],
  before: readonly Named[],
  places: ReadonlyMap<string, Place>,
  connectors: readonly LayoutConnector[],
): Map<string, Place> {
  const sizes = new Map(before.map(({ id, width, height }) => [id, { width, height }]));
  const taken = new Map(
    [...places].map(([id, { x, y, width, height }]): [string, Box] => {
      const size = sizes.get(id) ?? { width: 0, height: 0 };
      return [id, { x, y, width: width ?? size.width, height: height ?? size.height }];
    }),
  );
  // Where wires are, as far as their ends tell.
  const obstacles = [...taken.values()];
  for (const { containerId, networkId } of connectors) {
    const ends = [containerId, networkId].flatMap((id) => taken.get(id) ?? []);
    if (ends.length === 2) obstacles.push(around(ends));
  }
  const placed = new Map<string, Place>();
  for (const { id, x, y, width, height } of notes) {
    const next = before.toSorted(
      (a, b) => distance(a, { x, y, width, height }) - distance(b, { x, y, width, height }),
    )[0];
    const now = next && places.get(next.id);
    const wanted = now ? { x: x + now.x - next.x, y: y + now.y - next.y } : { x, y };
    const position = placeFree({ width, height }, wanted, obstacles);
    placed.set(id, position);
    obstacles.push({ ...position, width, height });
  }
  return placed;
}

/** Between the borders of two boxes, squared. */
function distance(one: Box, other: Box): number {
  const across = Math.max(0, other.x - one.x - one.width, one.x - other.x - other.width);
  const down = Math.max(0, other.y - one.y - one.height, one.y - other.y - other.height);
  return across ** 2 + down ** 2;
}
