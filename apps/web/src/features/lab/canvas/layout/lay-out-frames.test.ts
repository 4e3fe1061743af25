import Elk from 'elkjs/lib/elk.bundled.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameContents } from '../annotations/frame-contents.ts';
import { anyAnnotations, anyPlacedLab, type PlacedLab } from '../testing/any-lab.ts';
import { wireFaults } from '../testing/wire-faults.ts';
import { routeWires } from '../wires/route-wires.ts';
import { boxOf, overlaps, type Box } from './geometry.ts';
import { layOutFrames, type LayoutAnnotation } from './lay-out-frames.ts';

const canvas = { width: 1100, height: 800 };
const elk = new Elk();

type Named = Box & { readonly id: string };
interface Picture {
  readonly lab: PlacedLab;
  readonly nodes: readonly Named[];
  readonly annotations: readonly LayoutAnnotation[];
}

function pictureOf(lab: PlacedLab, annotations: readonly LayoutAnnotation[]): Picture {
  return { lab, annotations, nodes: lab.nodes.map((node) => ({ id: node.id, ...boxOf(node) })) };
}

async function arrange({ lab, annotations }: Picture): Promise<Picture> {
  const places = await layOutFrames(elk, lab.nodes, lab.connectors, annotations, canvas);
  return pictureOf(
    {
      nodes: lab.nodes.map((node) => ({ ...node, position: places.get(node.id) ?? { x: NaN, y: NaN } })),
      connectors: lab.connectors,
    },
    annotations.map((each) => ({ ...each, ...places.get(each.id) })),
  );
}

/** The smallest frame around each node. */
function frameOf({ nodes, annotations }: Picture): Record<string, string | null> {
  const frames = annotations
    .filter(({ shape }) => shape !== 'note')
    .toSorted((a, b) => a.width * a.height - b.width * b.height);
  return Object.fromEntries(
    nodes.map((node) => [
      node.id,
      frames.find((frame) => frameContents(frame, [...nodes, ...annotations]).includes(node.id))?.id ?? null,
    ]),
  );
}

const isIn = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** The boxes that neither are apart nor one in the other. */
function collisions({ nodes, annotations }: Picture): string[] {
  const all: readonly Named[] = [...nodes, ...annotations];
  return all.flatMap((one, index) =>
    all
      .slice(index + 1)
      .filter((other) => overlaps(one, other) && !isIn(one, other) && !isIn(other, one))
      .map((other) => `${one.id} and ${other.id}`),
  );
}

describe('the layout of a lab with frames', () => {
  it('keeps each node in the frame that it was in, and all others out', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyPlacedLab({ networks: 4, containers: 8 }),
        anyAnnotations(),
        async (lab, annotations) => {
          const before = pictureOf(lab, annotations);
          const after = await arrange(before);
          expect(frameOf(after)).toEqual(frameOf(before));
          expect(collisions(after)).toEqual([]);
          const { nodes, connectors } = after.lab;
          expect(wireFaults(nodes, connectors, routeWires(nodes, connectors).wires)).toEqual([]);
        },
      ),
      { numRuns: 20, interruptAfterTimeLimit: 8000, endOnFailure: true },
    );
  });

  it('goes around nodes with a frame that was too small or too large, and moves a note with its node', async () => {
    const at = (x: number, y: number) => ({ position: { x, y } });
    const lab: PlacedLab = {
      nodes: [
        { id: 'lan', kind: 'network', ...at(3000, 3000) },
        { id: 'a', kind: 'container', ...at(3000, 3200) },
        { id: 'b', kind: 'container', ...at(3300, 3200) },
        { id: 'c', kind: 'container', ...at(3700, 3200) },
      ],
      connectors: ['a', 'b', 'c'].map((id) => ({ id: `${id}~lan`, containerId: id, networkId: 'lan' })),
    };
    const after = await arrange(
      pictureOf(lab, [
        { id: 'office', shape: 'rectangle', x: 2990, y: 3190, width: 520, height: 900 },
        { id: 'note', shape: 'note', x: 3900, y: 3200, width: 200, height: 96 },
      ]),
    );
    expect(frameOf(after)).toEqual({ lan: null, a: 'office', b: 'office', c: null });
    const [office, note] = after.annotations;
    expect(office?.height).toBeLessThan(400);
    const third = after.nodes.find(({ id }) => id === 'c');
    expect(Math.abs((note?.x ?? NaN) - (third?.x ?? NaN))).toBeLessThan(600);
    expect(Math.abs((note?.y ?? NaN) - (third?.y ?? NaN))).toBeLessThan(400);
  });
});
