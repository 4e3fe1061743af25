import { containerPhaseWords, networkPhaseWords } from '../../../../ui/phase/phase-words.ts';
import { subnetText } from '../../network/subnets.ts';
import { boxOf, type Box, type Point } from '../layout/geometry.ts';
import { textsOf, type CanvasLab, type CanvasNode } from '../map-lab.ts';
import { drawWire } from '../wires/draw-wire.ts';
import { drawAnnotation, escaped, inLayers, type Tints } from './draw-annotations.ts';
import { placeLabels } from '../wires/place-labels.ts';
import { routeWires } from '../wires/route-wires.ts';

/** The colours of a picture, as CSS has them. */
export interface PictureColours {
  readonly ground: string;
  readonly container: string;
  readonly network: string;
  readonly border: string;
  readonly wire: string;
  readonly text: string;
  readonly quiet: string;
  /** Of notes and frames. */
  readonly tints: Tints;
}

export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const margin = 40;
const labelSize = 11;

/** A lab as an SVG image that needs nothing else: its nodes at their positions, its notes and frames, and its wires with all texts. */
export function drawPicture(
  title: string,
  { nodes, connectors, annotations }: CanvasLab,
  positions: ReadonlyMap<string, Point>,
  colours: PictureColours,
): Picture {
  const placed = [...nodes.values()].flatMap((node) => {
    const position = positions.get(node.id);
    return position ? [{ node, id: node.id, kind: node.kind, position }] : [];
  });
  const boxes = new Map(placed.map((one) => [one.id, boxOf(one)]));
  const { wires, grid } = routeWires(placed, [...connectors.values()]);
  const labelled = [...connectors.values()].flatMap((connector) => {
    const container = boxes.get(connector.containerId);
    return container ? [{ id: connector.id, connector, container, texts: textsOf(connector) }] : [];
  });
  const labels = placeLabels(labelled, wires, grid, labelSize);
  const lines = labelled.flatMap(({ id, connector, container }) => {
    const wire = wires.get(id);
    if (!wire) return [];
    const { drop, trunk, junction, label } = drawWire(wire, container, labels.get(id) ?? null);
    const dashes = connector.state === 'up' ? '' : ' stroke-dasharray="4 4"';
    return [
      `<path d="${drop}${trunk}" fill="none" stroke="${colours.wire}" stroke-width="1.5"${dashes}/>`,
      `<circle cx="${junction.x}" cy="${junction.y}" r="4" fill="${colours.wire}"/>`,
      ...(label
        ? [
            text(label.text, {
              x: label.anchor === 'start' ? label.box.x : label.box.x + label.box.width,
              y: label.box.y + label.box.height * 0.76,
              ...{ size: labelSize, colour: colours.quiet, font: 'monospace', anchor: label.anchor },
            }),
          ]
        : []),
    ];
  });
  const noted = [...annotations.values()].map((one) => ({ one, at: positions.get(one.id) ?? one.position }));
  const frame = around([
    ...noted.map(({ one: { width, height }, at }) => ({ x: at.x, y: at.y, width, height })),
    ...boxes.values(),
    ...[...labels.values()].map(({ box }) => box),
    ...[...wires.values()].flatMap(({ drop, trunk }) =>
      [...drop, ...trunk].map((point) => ({ ...point, width: 0, height: 0 })),
    ),
  ]);
  const drawn = placed.flatMap(({ node, id }) => drawNode(node, boxes.get(id) ?? frame, colours));
  const { x, y, width, height } = frame;
  const { below, above } = inLayers([...annotations.values()]);
  const layer = (some: typeof below): string[] =>
    noted.flatMap(({ one, at }) =>
      some.includes(one) ? drawAnnotation(one, at, colours.tints, colours.text) : [],
    );
  return {
    width,
    height,
    svg: [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${x} ${y} ${width} ${height}">`,
      `<title>${escaped(title)}</title>`,
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${colours.ground}"/>`,
      ...layer(below),
      ...lines,
      ...drawn,
      ...layer(above),
      '</svg>',
    ].join('\n'),
  };
}

function drawNode(node: CanvasNode, { x, y, width, height }: Box, colours: PictureColours): string[] {
  const { name, detail } = textsOfNode(node);
  const fill = node.kind === 'container' ? colours.container : colours.network;
  const radius = node.kind === 'container' ? 8 : height / 2;
  const middle = { x: x + width / 2, anchor: 'middle', font: 'sans-serif' } as const;
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}" stroke="${colours.border}"/>`,
    text(shortened(name), { ...middle, y: y + height / 2 - 3, size: 14, colour: colours.text, weight: 600 }),
    text(shortened(detail), { ...middle, y: y + height / 2 + 14, size: 12, colour: colours.quiet }),
  ];
}

function textsOfNode(node: CanvasNode): { readonly name: string; readonly detail: string } {
  if (node.kind === 'container') {
    const { name, image, readiness } = node.container;
    return { name, detail: `${containerPhaseWords[readiness.phase].label} · ${image.name}` };
  }
  const { name, phase } = node.network;
  const subnet = subnetText(node.network);
  return { name, detail: phase === 'ACTIVE' ? subnet : `${subnet} · ${networkPhaseWords[phase].label}` };
}

interface TextStyle extends Point {
  readonly size: number;
  readonly colour: string;
  readonly font: string;
  readonly anchor: string;
  readonly weight?: number;
}

function text(words: string, { x, y, size, colour, font, anchor, weight = 400 }: TextStyle): string {
  return (
    `<text x="${x}" y="${y}" font-family="${font}" font-size="${size}" font-weight="${weight}" ` +
    `text-anchor="${anchor}" fill="${colour}">${escaped(words)}</text>`
  );
}

/** As many characters as fit into a node. */
function shortened(words: string): string {
  return words.length <= 24 ? words : `${words.slice(0, 23)}…`;
}

function around(boxes: readonly Box[]): Box {
  const left = Math.floor(Math.min(...boxes.map(({ x }) => x))) - margin;
  const top = Math.floor(Math.min(...boxes.map(({ y }) => y))) - margin;
  const right = Math.ceil(Math.max(...boxes.map(({ x, width }) => x + width))) + margin;
  const bottom = Math.ceil(Math.max(...boxes.map(({ y, height }) => y + height))) + margin;
  if (boxes.length === 0) return { x: 0, y: 0, width: 2 * margin, height: 2 * margin };
  return { x: left, y: top, width: right - left, height: bottom - top };
}
