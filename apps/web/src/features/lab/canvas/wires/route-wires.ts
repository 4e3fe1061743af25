import {
  boxOf,
  grid,
  type Box,
  type LayoutConnector,
  type PlacedNode,
  type Point,
} from '../layout/geometry.ts';
import { PathFinder, offCentreCost, type Port } from './find-path.ts';
import { WireGrid, type Cells } from './wire-grid.ts';

/** The way of one connector's wire. Wires of one network join, wires of different networks only cross. */
export interface Wire {
  /** The part that is this connector's alone, from the container on. Empty if there is no way to the network. */
  readonly drop: readonly Point[];
  /** The part that it shares with other connectors of the network, as far as the network node. */
  readonly trunk: readonly Point[];
}
export interface WireNode extends PlacedNode {
  readonly id: string;
}
export interface WireConnector extends LayoutConnector {
  readonly id: string;
}
export interface Routes {
  readonly wires: ReadonlyMap<string, Wire>;
  /** What lies where, to place labels. */
  readonly grid: WireGrid;
}

/** Offsets of ports from the middle of a side, in pixels. */
const portsAcross = [0, -24, 24, -48, 48, -72, 72];
const portsDown = [0, -16, 16];
/** What a bend counts when wires are put in order, in pixels. */
const bendLength = 200;
/** How far from its corners a network node takes wires. */
const inset = 24;

/**
 * Finds the way of each wire for nodes that are where they are. Without `kept` the result depends on nothing else.
 *
 * @param kept wires that stay as they are, by connector. Their ends have not moved, and nothing lies on them.
 */
export function routeWires(
  nodes: readonly WireNode[],
  connectors: readonly WireConnector[],
  kept: ReadonlyMap<string, Wire> = new Map(),
): Routes {
  const boxes = nodes.map(roundedBox);
  const corners = [...kept.values()].flatMap(({ drop, trunk }) => [...drop, ...trunk]);
  const lanes = new WireGrid(boxes, corners);
  const finder = new PathFinder(lanes);
  const boxesById = new Map(nodes.map(({ id }, index) => [id, boxes[index]]));
  const trees: { tree: WireTree; ends: End[]; span: number }[] = [];

  for (const [networkId, own] of Map.groupBy(connectors, ({ networkId: id }) => id)) {
    const plate = boxesById.get(networkId);
    if (!plate) continue;
    const tree = new WireTree(lanes, finder, trees.length, plate);
    const ends: End[] = [];
    for (const { id, containerId } of own) {
      const box = boxesById.get(containerId);
      const wire = kept.get(id);
      if (wire) tree.keep(id, wire);
      else if (box) ends.push({ id, box, away: distance(box, plate) });
    }
    ends.sort((one, other) => one.away - other.away);
    trees.push({ tree, ends, span: ends.at(-1)?.away ?? 0 });
  }
  // Short wires first: long ones find a way around them at little cost.
  trees.sort((one, other) => one.span - other.span);
  const wires = new Map<string, Wire>();
  for (const { tree, ends } of trees) {
    tree.grow(ends);
    for (const [id, wire] of tree.wires()) wires.set(id, wire);
  }
  return { wires, grid: lanes };
}

interface End {
  readonly id: string;
  readonly box: Box;
  readonly away: number;
}

function roundedBox(node: WireNode): Box {
  const { x, y, width, height } = boxOf(node);
  return { x: Math.round(x), y: Math.round(y), width, height };
}

/** About how long a wire gets. Straight ones first: no other way is as good for them. */
function distance(one: Box, other: Box): number {
  const dx = Math.abs(one.x + one.width / 2 - other.x - other.width / 2);
  const dy = Math.abs(one.y + one.height / 2 - other.y - other.height / 2);
  const isStraight = dx < other.width / 2 - inset || dy < grid;
  return dx + dy + (isStraight ? 0 : bendLength);
}

/** The wires of one network: a tree that grows from the network node. */
class WireTree {
  private readonly lanes: WireGrid;
  private readonly finder: PathFinder;
  private readonly network: number;
  private readonly plate: Box;
  /** The next cell on the way to the network node, by cell. */
  private readonly onwards = new Map<number, number>();
  /** The first cell of each connector's wire, or null if it has no way. */
  private readonly starts = new Map<string, number | null>();
  private readonly kept = new Map<string, Wire>();
  /** The ends and bends of all wires. */
  private readonly corners: number[][] = [];

  constructor(lanes: WireGrid, finder: PathFinder, network: number, plate: Box) {
    this.lanes = lanes;
    this.finder = finder;
    this.network = network;
    this.plate = plate;
  }

  /** Takes a wire as it is. To be called for all networks before the first one grows. */
  keep(id: string, wire: Wire): void {
    this.kept.set(id, wire);
    const points = [...wire.drop, ...wire.trunk].map((point) => this.lanes.cellAt(point));
    const path = points.flatMap((cell, index) => {
      const next = points[index + 1];
      return next === undefined ? [cell] : this.lanes.line(cell, next);
    });
    this.take(id, path);
  }

  grow(ends: readonly End[]): void {
    if (ends.length === 0) return;
    const { lanes, plate } = this;
    const goal = this.network + 1;
    const cells = lanes.cellsOf(plate);
    const last = lanes.column(plate.x + plate.width - inset);
    for (let column = lanes.column(plate.x + inset); column <= last; column += 1) {
      lanes.goals[lanes.cell(column, cells.top)] = goal;
      lanes.goals[lanes.cell(column, cells.bottom)] = goal;
    }
    const middle = lanes.row(plate.y + plate.height / 2);
    lanes.goals[lanes.cell(cells.left, middle)] = goal;
    lanes.goals[lanes.cell(cells.right, middle)] = goal;
    for (const start of this.starts.values()) this.openForJoining([...this.way(start)]);

    for (const { id, box } of ends) {
      const aims = this.corners.flatMap((corners) =>
        corners.slice(1).map((cell, index) => this.span(corners[index] ?? cell, cell)),
      );
      const path = this.finder.find(portsOf(lanes, box), [cells, ...aims], this.network);
      if (!path) {
        this.starts.set(id, null);
        continue;
      }
      this.take(id, path);
      this.openForJoining([...this.way(path[0] ?? null)]);
    }
  }

  /** Rails near the network node leave room for the texts at the containers. The border of a container is no place to join. */
  private openForJoining(way: readonly number[]): void {
    for (const [index, cell] of way.entries()) {
      if (index === 0 || index === way.length - 1) continue;
      this.lanes.goals[cell] = this.network + 1;
      this.lanes.goalCosts[cell] = Math.min(255, (way.length - 1 - index) / 2);
    }
  }

  private take(id: string, path: readonly number[]): void {
    this.starts.set(id, path[0] ?? null);
    for (const [index, cell] of path.entries()) {
      const next = path[index + 1];
      if (next === undefined || next === cell) continue;
      this.onwards.set(cell, next);
      this.lanes.occupy(cell, next, this.network);
    }
    this.corners.push(
      path.filter((cell, index) => {
        const [before, after] = [path[index - 1], path[index + 1]];
        return before === undefined || after === undefined || after - cell !== cell - before;
      }),
    );
  }

  private span(from: number, to: number): Cells {
    const { columns } = this.lanes;
    const rows = [Math.floor(from / columns), Math.floor(to / columns)];
    const across = [from % columns, to % columns];
    return {
      left: Math.min(...across),
      right: Math.max(...across),
      top: Math.min(...rows),
      bottom: Math.max(...rows),
    };
  }

  wires(): Map<string, Wire> {
    const uses = new Map<number, number>();
    for (const start of this.starts.values()) {
      for (const cell of this.way(start)) uses.set(cell, (uses.get(cell) ?? 0) + 1);
    }
    return new Map(
      [...this.starts].map(([id, start]) => {
        const way = [...this.way(start)];
        const shared = way.findIndex((cell) => (uses.get(cell) ?? 0) > 1);
        // A junction in the border of the network node is an end like any other.
        const joint = shared < 0 ? way.length - 1 : shared;
        const wire = { drop: this.points(way.slice(0, joint + 1)), trunk: this.points(way.slice(joint)) };
        const before = this.kept.get(id);
        return [id, before && isSame(before, wire) ? before : wire];
      }),
    );
  }

  private *way(start: number | null): Generator<number> {
    for (let cell = start ?? undefined; cell !== undefined; cell = this.onwards.get(cell)) yield cell;
  }

  /** The ends and bends of a way. */
  private points(way: readonly number[]): Point[] {
    if (way.length < 2) return [];
    const points = way.map((cell) => this.lanes.point(cell));
    return points.filter((_, index) => {
      const before = points[index - 1];
      const after = points[index + 1];
      return !before || !after || (before.x !== after.x && before.y !== after.y);
    });
  }
}

function isSame(one: Wire, other: Wire): boolean {
  const text = ({ drop, trunk }: Wire): string =>
    [drop, [null], trunk]
      .flat()
      .map((at) => `${at?.x} ${at?.y}`)
      .join();
  return text(one) === text(other);
}

function portsOf(lanes: WireGrid, box: Box): Port[] {
  const { left, right, top, bottom } = lanes.cellsOf(box);
  const ports: Port[] = [];
  for (const offset of portsAcross) {
    const column = lanes.column(box.x + box.width / 2 + offset);
    const cost = offCentreCost(offset);
    ports.push({ cell: lanes.cell(column, bottom), heading: 1, cost });
    ports.push({ cell: lanes.cell(column, top), heading: 3, cost });
  }
  for (const offset of portsDown) {
    const row = lanes.row(box.y + Math.floor(box.height / 2 / grid) * grid + offset);
    const cost = offCentreCost(offset);
    ports.push({ cell: lanes.cell(right, row), heading: 0, cost });
    ports.push({ cell: lanes.cell(left, row), heading: 2, cost });
  }
  return ports;
}
