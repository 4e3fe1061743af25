import { boxOf, type Box, type Point } from '../layout/geometry.ts';
import type { Wire, WireConnector, WireNode } from '../wires/route-wires.ts';

/** A horizontal or vertical part of a wire, from left to right or from top to bottom. */
interface Segment {
  readonly wire: string;
  readonly network: string;
  readonly from: Point;
  readonly to: Point;
}

/** Wires nearer to a node than this look attached to it. */
const clearance = 6;

/** Everything that makes a picture false: what a reader would take for a connection that is none, or the reverse. */
export function wireFaults(
  nodes: readonly WireNode[],
  connectors: readonly WireConnector[],
  wires: ReadonlyMap<string, Wire>,
): string[] {
  const boxes = new Map(nodes.map((node) => [node.id, boxOf(node)]));
  const faults: string[] = [];
  const segments: Segment[] = [];
  for (const { id, containerId, networkId } of connectors) {
    const wire = wires.get(id);
    const points = wire ? [...wire.drop, ...wire.trunk] : [];
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last) {
      faults.push(`${id} has no wire`);
      continue;
    }
    if (!isOnBorder(first, boxes.get(containerId))) faults.push(`${id} does not start at ${containerId}`);
    if (!isOnBorder(last, boxes.get(networkId))) faults.push(`${id} does not end at ${networkId}`);
    for (const [index, to] of points.slice(1).entries()) {
      const from = points[index];
      if (!from || (from.x === to.x && from.y === to.y)) continue;
      if (from.x !== to.x && from.y !== to.y) faults.push(`${id} has a slanted part`);
      const isForward = from.x < to.x || from.y < to.y;
      segments.push({ wire: id, network: networkId, ...(isForward ? { from, to } : { from: to, to: from }) });
    }
    for (const segment of segments.filter(({ wire: name }) => name === id)) {
      for (const [node, box] of boxes) {
        const isOwn = node === containerId || node === networkId;
        if (entersBox(segment, box, isOwn ? -1 : clearance)) faults.push(`${id} runs into ${node}`);
      }
    }
  }
  for (const [index, one] of segments.entries()) {
    for (const other of segments.slice(index + 1)) {
      if (one.network !== other.network && !areApart(one, other)) {
        faults.push(`${one.wire} and ${other.wire} share a line`);
      }
    }
  }
  return [...new Set(faults)];
}

function isOnBorder({ x, y }: Point, box: Box | undefined): boolean {
  if (!box) return false;
  const { width, height } = box;
  const isInside = x >= box.x && x <= box.x + width && y >= box.y && y <= box.y + height;
  return isInside && (x === box.x || x === box.x + width || y === box.y || y === box.y + height);
}

function entersBox({ from, to }: Segment, { x, y, width, height }: Box, gap: number): boolean {
  return to.x > x - gap && from.x < x + width + gap && to.y > y - gap && from.y < y + height + gap;
}

/** Whether two segments do not meet, or cross in the middle of both. */
function areApart(one: Segment, other: Segment): boolean {
  const meet =
    one.from.x <= other.to.x &&
    other.from.x <= one.to.x &&
    one.from.y <= other.to.y &&
    other.from.y <= one.to.y;
  if (!meet) return true;
  const [across, down] = one.from.y === one.to.y ? [one, other] : [other, one];
  if (across.from.y !== across.to.y || down.from.x !== down.to.x) return false;
  const { x } = down.from;
  const { y } = across.from;
  return x > across.from.x && x < across.to.x && y > down.from.y && y < down.to.y;
}
