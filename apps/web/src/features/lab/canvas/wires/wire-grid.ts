import { grid, type Box, type Point } from '../layout/geometry.ts';

/** The columns and rows that a node covers, with the lines that are too close to it. */
export interface Cells {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** How far wires may run outside of all nodes, in pixels. It shrinks for labs that are spread very wide. */
const margins = [160, 80, 32];
const mostCells = 3_000_000;

/**
 * The lines that wires may follow, one lane every 8 pixels, and what lies on them. Wide empty stretches have no lines, so
 * the size depends on the number of nodes and not on their distance. A cell is where a column crosses a row.
 */
export class WireGrid {
  readonly xs: Int32Array;
  readonly ys: Int32Array;
  readonly columns: number;
  readonly rows: number;
  /** 1 + the index of the node that covers a cell, or 0. */
  readonly nodes: Int16Array;
  /** 1 + the index of the network whose wire lies horizontally on a cell, or 0. */
  readonly across: Int16Array;
  /** The same for vertical wires. */
  readonly down: Int16Array;
  /** 1 + the index of the network that a wire may join at a cell, or 0. Networks get their wires one after the other. */
  readonly goals: Int16Array;
  /** What it costs to join there: more the farther it is from the network node. */
  readonly goalCosts: Uint8Array;
  /** Cells beside a node, where a wire is allowed but looks crowded. */
  readonly crowded: Uint8Array;
  readonly boxes: readonly Box[];

  /** `points` are corners of wires that stay: they get lines too. */
  constructor(boxes: readonly Box[], points: readonly Point[] = []) {
    this.boxes = boxes;
    [this.xs, this.ys] = linesFor(boxes, points);
    this.columns = this.xs.length;
    this.rows = this.ys.length;
    const size = this.columns * this.rows;
    this.nodes = new Int16Array(size);
    this.goals = new Int16Array(size);
    this.goalCosts = new Uint8Array(size);
    this.across = new Int16Array(size);
    this.down = new Int16Array(size);
    this.crowded = new Uint8Array(size);
    for (const [index, box] of boxes.entries()) {
      this.fill(this.crowded, this.cellsOf(box, grid), 1);
      this.fill(this.nodes, this.cellsOf(box), index + 1);
    }
  }

  /** The lines nearer than a lane to a box, or nearer than a lane and `more`. */
  cellsOf(box: Box, more = 0): Cells {
    return {
      left: firstAbove(this.xs, box.x - grid - more),
      right: firstAbove(this.xs, box.x + box.width + grid + more - 1) - 1,
      top: firstAbove(this.ys, box.y - grid - more),
      bottom: firstAbove(this.ys, box.y + box.height + grid + more - 1) - 1,
    };
  }

  cell(column: number, row: number): number {
    return row * this.columns + column;
  }

  /** The column nearest to an x beside a node. */
  column(x: number): number {
    return firstAbove(this.xs, Math.round(x / grid) * grid - 1);
  }

  row(y: number): number {
    return firstAbove(this.ys, Math.round(y / grid) * grid - 1);
  }

  point(cell: number): Point {
    return { x: this.xs[cell % this.columns] ?? 0, y: this.ys[Math.floor(cell / this.columns)] ?? 0 };
  }

  cellAt({ x, y }: Point): number {
    return this.cell(this.column(x), this.row(y));
  }

  /** The cells of a straight line, the last one left out. */
  line(from: number, to: number): number[] {
    const isAcross = Math.floor(from / this.columns) === Math.floor(to / this.columns);
    const step = Math.sign(to - from) * (isAcross ? 1 : this.columns);
    const cells: number[] = [];
    for (let cell = from; cell !== to; cell += step) cells.push(cell);
    return cells;
  }

  /** Marks the straight line between two cells as a network's. */
  occupy(from: number, to: number, network: number): void {
    const isAcross = Math.floor(from / this.columns) === Math.floor(to / this.columns);
    const [marks, step] = isAcross ? [this.across, 1] : [this.down, this.columns];
    for (let cell = Math.min(from, to); cell <= Math.max(from, to); cell += step) marks[cell] = network + 1;
  }

  /** Whether a box is clear of nodes and wires. Wires exactly on its border count. */
  isClear(box: Box): boolean {
    const left = firstAbove(this.xs, box.x - 1);
    const right = firstAbove(this.xs, box.x + box.width) - 1;
    const top = firstAbove(this.ys, box.y - 1);
    const bottom = firstAbove(this.ys, box.y + box.height) - 1;
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) {
        const cell = this.cell(column, row);
        if (this.nodes[cell] !== 0 || this.across[cell] !== 0 || this.down[cell] !== 0) return false;
      }
    }
    // In an empty stretch without lines, a wire is marked at the lines before and after it only.
    if (left > right && right >= 0 && left < this.columns) {
      for (let row = top; row <= bottom; row += 1)
        if (isJoined(this.across, this.cell(right, row), this.cell(left, row))) return false;
    }
    if (top > bottom && bottom >= 0 && top < this.rows) {
      for (let column = left; column <= right; column += 1)
        if (isJoined(this.down, this.cell(column, bottom), this.cell(column, top))) return false;
    }
    return true;
  }

  private fill(marks: Int16Array | Uint8Array, { left, right, top, bottom }: Cells, value: number): void {
    for (let row = top; row <= bottom; row += 1) {
      marks.fill(value, this.cell(left, row), this.cell(right, row) + 1);
    }
  }
}

/** Whether wires of one network lie on both of two neighbouring cells. */
function isJoined(marks: Int16Array, one: number, other: number): boolean {
  return marks[one] !== 0 && marks[one] === marks[other];
}

function linesFor(boxes: readonly Box[], points: readonly Point[]): [Int32Array, Int32Array] {
  for (const margin of margins) {
    const xs = lines(
      boxes.map(({ x, width }) => [x, x + width]),
      points.map(({ x }) => x),
      margin,
    );
    const ys = lines(
      boxes.map(({ y, height }) => [y, y + height]),
      points.map(({ y }) => y),
      margin,
    );
    if (xs.length * ys.length <= mostCells || margin === margins.at(-1)) return [xs, ys];
  }
  throw new Error('unreachable');
}

function lines(
  spans: readonly (readonly [number, number])[],
  points: readonly number[],
  margin: number,
): Int32Array {
  const found = new Set<number>(points);
  let covered = -Infinity;
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const start = Math.max(Math.floor((from - margin) / grid), covered + 1);
    const end = Math.ceil((to + margin) / grid);
    for (let line = start; line <= end; line += 1) found.add(line * grid);
    covered = Math.max(covered, end);
  }
  return Int32Array.from(found).sort();
}

/** The index of the first line above a coordinate. */
function firstAbove(sorted: Int32Array, coordinate: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) > coordinate) high = middle;
    else low = middle + 1;
  }
  return low;
}
