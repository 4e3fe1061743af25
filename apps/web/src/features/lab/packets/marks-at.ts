import type { Point } from '../canvas/layout/geometry.ts';
import type { PacketStep } from './packet-steps.ts';

/** A mark on its way along a wire. */
export interface WireMark {
  readonly id: string;
  /** The id of a connector. */
  readonly wire: string;
  readonly label: string;
  /** From 0 at the container to 1 at the network. */
  readonly along: number;
  readonly isFromContainer: boolean;
}

/** A mark on the canvas. */
export interface PlacedMark extends Point {
  readonly id: string;
  readonly label: string;
  /** Where it goes, in degrees clockwise from the right. */
  readonly angle: number;
}

/** The marks of one step. @param progress from 0 to 1 */
export function marksOf({ id, wires, isFromContainer, protocol }: PacketStep, progress: number): WireMark[] {
  const along = isFromContainer ? progress : 1 - progress;
  return wires.map((wire) => ({ id: `${id} ${wire}`, wire, label: protocol, along, isFromContainer }));
}

/**
 * The marks of a packet whose steps are shown one after the other.
 * @param elapsedMs since its first step began
 * @returns null once it has arrived
 */
export function marksAt(
  steps: readonly PacketStep[],
  elapsedMs: number,
  stepMs: number,
): readonly WireMark[] | null {
  const step = steps[Math.floor(elapsedMs / stepMs)];
  return step ? marksOf(step, (elapsedMs % stepMs) / stepMs) : null;
}

/**
 * Puts a mark on its wire.
 * @param path an SVG path of straight lines, from the container to the network: `M0 0L0 40L80 40`
 */
export function placeMark(mark: WireMark, path: string): PlacedMark | null {
  const points = path
    .slice(1)
    .split('L')
    .map((pair) => pair.split(' ').map(Number))
    .map(([x = 0, y = 0]) => ({ x, y }));
  const lengths = points.slice(1).map(({ x, y }, index) => {
    const from = points[index] ?? { x, y };
    return Math.hypot(x - from.x, y - from.y);
  });
  let left = mark.along * lengths.reduce((sum, length) => sum + length, 0);
  for (const [index, length] of lengths.entries()) {
    const [from, to] = [points[index], points[index + 1]];
    if (!from || !to) break;
    if (left > length && index < lengths.length - 1) {
      left -= length;
      continue;
    }
    const part = length === 0 ? 0 : left / length;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const angle = (Math.atan2(dy, dx) * 180) / Math.PI + (mark.isFromContainer ? 0 : 180);
    return { id: mark.id, label: mark.label, x: from.x + dx * part, y: from.y + dy * part, angle };
  }
  return null;
}
