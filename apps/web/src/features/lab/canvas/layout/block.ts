import { nodeSizes, type Box, type LayoutNode, type Size } from './geometry.ts';

/** A node with what is attached to it alone, as one piece of the layout. */
export interface Block {
  readonly size: Size;
  /** Where the nodes are within the block, by id. */
  readonly places: ReadonlyMap<string, Box>;
}
type Row = readonly Block[];

/** Between blocks of one row: five lanes, and room for addresses beside the wires. */
const columnGap = 48;
/** Between rows: a rail in the middle, and an address beside each wire to it. */
const rowGap = 72;

/**
 * Packs blocks in rows around the node that they are attached to, about `aspect` times as wide as high: above and below
 * it, or all below it if it is attached to another block itself.
 */
export function blockOf(
  { id, kind, size }: LayoutNode,
  attached: Row,
  aspect: number,
  hangs: boolean,
): Block {
  const own = size ?? nodeSizes[kind];
  const rows = bestRows(attached, own, aspect);
  const above = hangs ? 0 : Math.floor(rows.length / 2);
  const { width, height } = sizeOf(rows, own);
  const places = new Map<string, Box>();
  let y = 0;
  const place = (row: Row, isAbove: boolean): void => {
    const rowHeight = heightOf(row);
    let x = (width - widthOf(row)) / 2;
    for (const block of row) {
      for (const [node, at] of block.places) {
        // Above, a block is turned over, so that its first node is next to this one.
        const top = isAbove ? rowHeight - at.y - at.height : at.y;
        places.set(node, { ...at, x: x + at.x, y: y + top });
      }
      x += block.size.width + columnGap;
    }
    y += rowHeight + rowGap;
  };
  for (const row of rows.slice(0, above)) place(row, true);
  places.set(id, { ...own, x: (width - own.width) / 2, y });
  y += own.height + rowGap;
  for (const row of rows.slice(above)) place(row, false);
  return { size: { width, height }, places };
}

function bestRows(blocks: Row, own: Size, aspect: number): Row[] {
  if (blocks.length === 0) return [];
  const sorted = blocks.toSorted((a, b) => b.size.height - a.size.height);
  let best: { rows: Row[]; off: number } = { rows: [sorted], off: Infinity };
  if (blocks.length <= 2) return best.rows;
  for (let count = 1; count <= blocks.length; count += 1) {
    const rows = fill(sorted, widthOf(sorted) / count);
    const { width, height } = sizeOf(rows, own);
    const off = Math.abs(Math.log(width / height / aspect));
    if (off < best.off) best = { rows, off };
  }
  return best.rows;
}

/** Rows about as wide as `most`. */
function fill(blocks: Row, most: number): Row[] {
  const rows: Block[][] = [[]];
  for (const block of blocks) {
    const row = rows.at(-1);
    if (row && (row.length === 0 || widthOf([...row, block]) <= most + block.size.width / 2)) row.push(block);
    else rows.push([block]);
  }
  return rows;
}

function sizeOf(rows: readonly Row[], own: Size): Size {
  return {
    width: Math.max(own.width, ...rows.map(widthOf)),
    height: own.height + rows.reduce((sum, row) => sum + heightOf(row) + rowGap, 0),
  };
}

function widthOf(row: Row): number {
  return row.reduce((sum, { size }) => sum + size.width + columnGap, -columnGap);
}

function heightOf(row: Row): number {
  return Math.max(...row.map(({ size }) => size.height));
}
