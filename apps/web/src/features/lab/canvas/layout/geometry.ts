export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}
export type Box = Point & Size;

/** Positions are multiples of this many pixels, and wires lie on this grid. */
export const grid = 8;

/** Fixed sizes, so that wires can be drawn before nodes are measured. Widths are multiples of the grid. */
export const nodeSizes = {
  container: { width: 192, height: 56 },
  network: { width: 192, height: 48 },
} as const satisfies Record<string, Size>;

export type NodeKind = keyof typeof nodeSizes;

/** A node and a connector as the layout sees them. */
export interface LayoutNode {
  readonly id: string;
  readonly kind: NodeKind;
  /** Left out: that of its kind. */
  readonly size?: Size;
}
export interface LayoutConnector {
  readonly containerId: string;
  readonly networkId: string;
}

export interface PlacedNode {
  readonly kind: NodeKind;
  readonly position: Point;
}

export function boxOf({ kind, position }: PlacedNode): Box {
  return { ...position, ...nodeSizes[kind] };
}

export function snap({ x, y }: Point): Point {
  return { x: Math.round(x / grid) * grid, y: Math.round(y / grid) * grid };
}

/** Whether two boxes overlap or are closer than `gap`. */
export function overlaps(one: Box, other: Box, gap = 0): boolean {
  return (
    one.x < other.x + other.width + gap &&
    other.x < one.x + one.width + gap &&
    one.y < other.y + other.height + gap &&
    other.y < one.y + one.height + gap
  );
}
