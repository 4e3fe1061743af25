import Elk from 'elkjs/lib/elk.bundled.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyLab, labOf, type AnyLab, type PlacedLab } from '../testing/any-lab.ts';
import { labelFaults } from '../testing/label-faults.ts';
import { wireFaults } from '../testing/wire-faults.ts';
import { placeLabels } from '../wires/place-labels.ts';
import { routeWires } from '../wires/route-wires.ts';
import { boxOf, overlaps } from './geometry.ts';
import { layOut, orient } from './lay-out.ts';

const canvas = { width: 1100, height: 800 };
const elk = new Elk();

async function arrange({ nodes, connectors }: AnyLab): Promise<PlacedLab> {
  const places = await layOut(elk, nodes, connectors, canvas);
  return {
    nodes: nodes.map((node) => ({ ...node, position: places.get(node.id) ?? { x: NaN, y: NaN } })),
    connectors,
  };
}

/** The zoom at which all nodes are in view. */
function zoomOf({ nodes }: PlacedLab): number {
  const boxes = nodes.map(boxOf);
  const width = Math.max(...boxes.map((box) => box.x + box.width)) - Math.min(...boxes.map(({ x }) => x));
  const height = Math.max(...boxes.map((box) => box.y + box.height)) - Math.min(...boxes.map(({ y }) => y));
  return Math.min(canvas.width / width, canvas.height / height);
}

/** @returns how many of the addresses have room */
function expectTrue({ nodes, connectors }: PlacedLab): number {
  const boxes = nodes.map(boxOf);
  const touching = boxes.flatMap((one, index) =>
    boxes.slice(index + 1).filter((other) => overlaps(one, other, 23)),
  );
  expect(touching).toEqual([]);
  const { wires, grid } = routeWires(nodes, connectors);
  expect(wireFaults(nodes, connectors, wires)).toEqual([]);
  const byId = new Map(nodes.map((node) => [node.id, boxOf(node)]));
  const labelled = connectors.flatMap(({ id, containerId }) => {
    const container = byId.get(containerId);
    return container ? [{ id, container, texts: ['10.0.12.34'] }] : [];
  });
  const labels = placeLabels(labelled, wires, grid, 11);
  expect(labelFaults(nodes, wires, labels)).toEqual([]);
  return labels.size / connectors.length;
}

const hundred = (on: (index: number) => number[]): number[][] =>
  Array.from({ length: 100 }, (_, index) => on(index));
const large: readonly [string, AnyLab][] = [
  [
    'one network',
    labOf(
      1,
      hundred(() => [0]),
    ),
  ],
  [
    'a campus',
    labOf(
      21,
      hundred((index) =>
        index < 5 ? [0, 1, 2, 3, 4].map((port) => (port ? index * 4 + port : 0)) : [1 + (index % 20)],
      ),
    ),
  ],
  [
    'rings of routers',
    labOf(
      40,
      hundred((index) => (index % 5 === 0 ? [index % 40, (index + 1) % 40] : [index % 40])),
    ),
  ],
];

describe('the layout', () => {
  it('gives a true picture of any lab', async () => {
    await fc.assert(
      fc.asyncProperty(anyLab({ networks: 6, containers: 12 }), async (lab) => {
        expectTrue(await arrange(lab));
      }),
      // On a slow machine, fewer labs.
      { numRuns: 10, interruptAfterTimeLimit: 8000, endOnFailure: true },
    );
  });

  it.each(large)('shows 100 containers on %s, readable when all are in view', async (_, lab) => {
    const placed = await arrange(lab);
    expect(expectTrue(placed)).toBeGreaterThan(0.95);
    expect(zoomOf(placed)).toBeGreaterThan(0.28);
  });

  it('keeps the wires of two networks apart that two routers share', async () => {
    expectTrue(await arrange(labOf(2, [[0, 1], [0, 1], [0], [1]])));
  });

  it('puts a router between its networks', () => {
    const { nodes, connectors } = labOf(2, [[0, 1]]);
    expect(orient(nodes, connectors)).toEqual([
      ['network-0', 'container-0'],
      ['container-0', 'network-1'],
    ]);
  });

  it('places a container without networks', async () => {
    const { nodes } = await arrange(labOf(1, [[]]));
    expect(nodes.every(({ position }) => Number.isFinite(position.x))).toBe(true);
  });
});
