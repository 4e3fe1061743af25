import fc from 'fast-check';
import { nodeSizes, type LayoutConnector, type LayoutNode, type NodeKind } from '../layout/geometry.ts';
import type { LayoutAnnotation } from '../layout/lay-out-frames.ts';
import { placeNew } from '../layout/place-new.ts';
import type { WireConnector, WireNode } from '../wires/route-wires.ts';

export interface AnyLab {
  readonly nodes: readonly LayoutNode[];
  readonly connectors: readonly WireConnector[];
}
export interface PlacedLab {
  readonly nodes: readonly WireNode[];
  readonly connectors: readonly WireConnector[];
}

/** Labs of any shape: hosts on one network, routers on up to four, and containers on none. */
export const anyLab = (most = { networks: 8, containers: 16 }): fc.Arbitrary<AnyLab> =>
  fc
    .integer({ min: 1, max: most.networks })
    .chain((networks) =>
      fc
        .array(fc.uniqueArray(fc.nat(networks - 1), { maxLength: 4 }), { maxLength: most.containers })
        .map((attachments) => labOf(networks, attachments)),
    );

/** A lab from the networks that each container is attached to. */
export function labOf(networks: number, attachments: readonly (readonly number[])[]): AnyLab {
  const node =
    (kind: NodeKind) =>
    (_: unknown, index: number): LayoutNode => ({ id: `${kind}-${index}`, kind });
  return {
    nodes: [...Array.from({ length: networks }, node('network')), ...attachments.map(node('container'))],
    connectors: attachments.flatMap((on, index) => on.map((network) => connector(index, network))),
  };
}

function connector(container: number, network: number): WireConnector {
  const ends: LayoutConnector = { containerId: `container-${container}`, networkId: `network-${network}` };
  return { id: `${ends.containerId}~${ends.networkId}`, ...ends };
}

/** Notes and frames of any size, anywhere among nodes. */
export const anyAnnotations = (): fc.Arbitrary<LayoutAnnotation[]> =>
  fc
    .array(
      fc.record({
        shape: fc.constantFrom('note', 'rectangle', 'ellipse'),
        x: fc.integer({ min: -200, max: 1000 }),
        y: fc.integer({ min: -200, max: 600 }),
        width: fc.integer({ min: 48, max: 1000 }),
        height: fc.integer({ min: 32, max: 700 }),
      }),
      { maxLength: 5 },
    )
    .map((annotations) => annotations.map((each, index) => ({ id: `annotation-${index}`, ...each })));

/** Such labs with nodes wherever a user may drag them, as near to each other as new nodes are placed. */
export const anyPlacedLab = (most?: { networks: number; containers: number }): fc.Arbitrary<PlacedLab> =>
  anyLab(most).chain(({ nodes, connectors }) =>
    fc
      .array(fc.record({ x: fc.integer({ min: 0, max: 160 }), y: fc.integer({ min: 0, max: 100 }) }), {
        minLength: nodes.length,
        maxLength: nodes.length,
      })
      .map((wanted) => {
        const placed: WireNode[] = [];
        for (const [index, { id, kind }] of nodes.entries()) {
          const { x = 0, y = 0 } = wanted[index] ?? {};
          const near = { x: x * 8 - nodeSizes[kind].width / 2, y: y * 8 };
          placed.push({ id, kind, position: placeNew(kind, near, placed) });
        }
        return { nodes: placed, connectors };
      }),
  );
