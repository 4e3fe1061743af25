/** What the canvas shows at a zoom. Text is larger on the canvas the smaller the zoom is, so that it stays readable. */
export interface ZoomLevel {
  /** The value of `data-level`, which canvas.css uses. */
  readonly name: 'close' | 'near' | 'middle' | 'far' | 'farther' | 'farthest';
  readonly from: number;
  /** The size of a node's name on the canvas, in pixels. */
  readonly nameSize: number;
  /** The size of phase, image and subnet; null if they are hidden. */
  readonly detailSize: number | null;
  /** The size of the texts at wires; null if they are hidden. */
  readonly addressSize: number | null;
}

/** On the screen, a short name is at least 11 pixels high as far as zoom 0.3, and all other text at least 9. */
export const zoomLevels: readonly ZoomLevel[] = [
  { name: 'close', from: 0.85, nameSize: 14, detailSize: 12, addressSize: 11 },
  { name: 'near', from: 0.65, nameSize: 18, detailSize: 14, addressSize: 14 },
  { name: 'middle', from: 0.5, nameSize: 23, detailSize: 18, addressSize: 18 },
  { name: 'far', from: 0.38, nameSize: 30, detailSize: null, addressSize: null },
  { name: 'farther', from: 0.3, nameSize: 37, detailSize: null, addressSize: null },
  { name: 'farthest', from: 0, nameSize: 44, detailSize: null, addressSize: null },
];

export function zoomLevel(zoom: number): ZoomLevel {
  const found = zoomLevels.find(({ from }) => zoom >= from);
  if (!found) throw new RangeError(`The zoom ${zoom} is negative.`);
  return found;
}
