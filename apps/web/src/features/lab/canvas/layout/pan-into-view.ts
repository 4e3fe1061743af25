import type { Box, Point, Size } from './geometry.ts';

/** How far from the edges of the canvas a node comes to lie, if there is room, in pixels of the screen. */
const wantedMargin = 80;

/**
 * The shortest pan that shows a whole node, or its middle in a canvas that is smaller. Null if it is in view.
 *
 * @param covered what lies over the canvas at its top and its bottom, in pixels
 */
export function panIntoView(
  viewport: Point & { zoom: number },
  node: Box,
  canvas: Size,
  covered = { top: 0, bottom: 0 },
): Point | null {
  const { x, y, zoom } = viewport;
  const dx = shift(node.x * zoom + x, node.width * zoom, canvas.width);
  const height = canvas.height - covered.top - covered.bottom;
  const dy = shift(node.y * zoom + y - covered.top, node.height * zoom, height);
  return dx === 0 && dy === 0 ? null : { x: x + dx, y: y + dy };
}

function shift(start: number, length: number, room: number): number {
  const margin = Math.min(wantedMargin, (room - length) / 2);
  const end = start + length;
  if (start < margin) return margin - start;
  return end > room - margin ? room - margin - end : 0;
}
