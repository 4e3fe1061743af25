import type { Cells, WireGrid } from './wire-grid.ts';

/** Right, down, left, up. */
type Heading = 0 | 1 | 2 | 3;

/** A place where a wire may leave its container: the cell on the border, and the way out. */
export interface Port {
  readonly cell: number;
  readonly heading: Heading;
  /** What it costs to use this port instead of the best one. */
  readonly cost: number;
}

// A unit of cost is a quarter of a lane.
const laneUnits = 4;
const bendCost = 40;
const crossingCost = 24;
const besideWireCost = 8;
const besideNodeCost = 2;
const unvisited = 0x7fffffff;

/** What a search notes about each state, a cell with a heading. Kept between searches, because it is large. */
const memory = { costs: new Int32Array(0), cameFrom: new Int32Array(0), done: new Uint8Array(0) };

/** Searches paths on one grid. */
export class PathFinder {
  private readonly grid: WireGrid;
  private readonly touched: number[] = [];
  private readonly steps: readonly [number, number, number, number];

  constructor(grid: WireGrid) {
    this.grid = grid;
    const states = grid.columns * grid.rows * 4;
    if (memory.costs.length < states) {
      memory.costs = new Int32Array(states).fill(unvisited);
      memory.cameFrom = new Int32Array(states);
      memory.done = new Uint8Array(states);
    }
    this.steps = [1, grid.columns, -1, -grid.columns];
  }

  /**
   * The cheapest path from one of the ports to a goal of the network, or null if there is none. It never runs through a
   * node, and shares no cell with a wire of another network except where they cross at a right angle.
   *
   * @param aims boxes that hold all goals, to search in their direction
   * @returns the cells from the port to the goal, one after the other
   */
  find(ports: readonly Port[], aims: readonly Cells[], network: number): number[] | null {
    const { grid, touched, steps } = this;
    const { costs, cameFrom, done } = memory;
    const { columns, rows, xs, ys, nodes, goals, goalCosts, across, down, crowded } = grid;
    const own = network + 1;
    const finish = (path: number[] | null): number[] | null => {
      for (const state of touched) {
        costs[state] = unvisited;
        done[state] = 0;
      }
      touched.length = 0;
      return path;
    };
    const queue = new BucketQueue();
    const targets = Int32Array.from(
      aims.flatMap(({ left, right, top, bottom }) => [
        xs[left] ?? 0,
        xs[right] ?? 0,
        ys[top] ?? 0,
        ys[bottom] ?? 0,
      ]),
    );

    /** Units that a path from here needs at least: the way to the nearest aim, and a bend if that is aside. */
    const ahead = (column: number, row: number, heading: number): number => {
      const x = xs[column] ?? 0;
      const y = ys[row] ?? 0;
      const isAcross = (heading & 1) === 0;
      let least = unvisited;
      for (let at = 0; at < targets.length; at += 4) {
        const west = (targets[at] ?? 0) - x;
        const east = x - (targets[at + 1] ?? 0);
        const north = (targets[at + 2] ?? 0) - y;
        const south = y - (targets[at + 3] ?? 0);
        const dx = west > 0 ? west : east > 0 ? east : 0;
        const dy = north > 0 ? north : south > 0 ? south : 0;
        const needed = (dx + dy) / 2 + ((isAcross ? dy : dx) > 0 ? bendCost : 0);
        if (needed < least) least = needed;
      }
      return least;
    };
    const visit = (state: number, from: number, cost: number, column: number, row: number): void => {
      if (cost >= (costs[state] ?? unvisited)) return;
      costs[state] = cost;
      cameFrom[state] = from;
      touched.push(state);
      queue.push(state, cost + ahead(column, row, state & 3));
    };

    for (const { cell, heading, cost } of ports) {
      visit(cell * 4 + heading, -1, cost, cell % columns, Math.floor(cell / columns));
    }
    for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
      const cell = state >> 2;
      const heading = state & 3;
      const cost = costs[state] ?? 0;
      const column = cell % columns;
      const row = (cell - column) / columns;
      if (done[state] === 1) continue;
      done[state] = 1;
      if (goals[cell] === own) return finish(trace(state));
      const isStart = cameFrom[state] === -1;
      for (let turn = 0; turn < 4; turn += 1) {
        if (turn === ((heading + 2) & 3) || (isStart && turn !== heading)) continue;
        const nextColumn = column + (turn === 0 ? 1 : turn === 2 ? -1 : 0);
        const nextRow = row + (turn === 1 ? 1 : turn === 3 ? -1 : 0);
        if (nextColumn < 0 || nextRow < 0 || nextColumn >= columns || nextRow >= rows) continue;
        const next = cell + (steps[turn] ?? 0);
        const goal = goals[next] === own;
        if (nodes[next] !== 0 && !goal) continue;
        const isAcross = (turn & 1) === 0;
        const along = isAcross ? across : down;
        const crossing = isAcross ? down : across;
        const taken = (along[next] ?? 0) !== 0 && along[next] !== own;
        if (taken) continue;
        let more = isAcross
          ? Math.abs((xs[nextColumn] ?? 0) - (xs[column] ?? 0)) / 2
          : Math.abs((ys[nextRow] ?? 0) - (ys[row] ?? 0)) / 2;
        if (turn !== heading) {
          // A bend lies in both directions, so no other wire may pass there.
          if ((along[cell] ?? 0) !== 0 && along[cell] !== own) continue;
          more += bendCost;
        }
        const crossed = crossing[next] ?? 0;
        if (crossed !== 0 && crossed !== own) {
          // No junction where another wire crosses.
          if (goal) continue;
          more += crossingCost;
        }
        const side = isAcross ? columns : 1;
        const one = along[next - side] ?? 0;
        const other = along[next + side] ?? 0;
        if ((one !== 0 && one !== own) || (other !== 0 && other !== own)) more += besideWireCost;
        if (crowded[next] === 1) more += besideNodeCost;
        if (goal) more += goalCosts[next] ?? 0;
        visit(next * 4 + turn, state, cost + more, nextColumn, nextRow);
      }
    }
    return finish(null);
  }
}

function trace(end: number): number[] {
  const path: number[] = [];
  for (let state = end; state !== -1; state = memory.cameFrom[state] ?? -1) path.push(state >> 2);
  return path.reverse();
}

/** A priority queue for small whole numbers as keys. */
class BucketQueue {
  private readonly buckets: number[][] = [];
  private lowest = 0;

  push(item: number, key: number): void {
    const at = Math.round(key);
    (this.buckets[at] ??= []).push(item);
    if (at < this.lowest) this.lowest = at;
  }

  pop(): number | undefined {
    for (; this.lowest < this.buckets.length; this.lowest += 1) {
      const item = this.buckets[this.lowest]?.pop();
      if (item !== undefined) return item;
    }
    return undefined;
  }
}

/** The cost of a port that is this many pixels from the middle of its side: dearer than the way there. */
export function offCentreCost(pixels: number): number {
  return Math.ceil((Math.abs(pixels) * (laneUnits + 2)) / 8);
}
