import { labTemplates } from '@pineapple/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxOf } from '../layout/geometry.ts';
import { anyPlacedLab, type PlacedLab } from '../testing/any-lab.ts';
import { labelFaults } from '../testing/label-faults.ts';
import { wireFaults } from '../testing/wire-faults.ts';
import { placeLabels, type WireLabel } from './place-labels.ts';
import { routeWires, type Routes } from './route-wires.ts';

function label(
  { nodes, connectors }: PlacedLab,
  { wires, grid }: Routes,
  fontSize = 11,
  textsOf = (index: number): string[] => [`eth${index % 4} 10.0.${index % 250}.10`, `10.0.${index % 250}.10`],
): Map<string, WireLabel> {
  const boxes = new Map(nodes.map((node) => [node.id, boxOf(node)]));
  const labelled = connectors.flatMap(({ id, containerId }, index) => {
    const container = boxes.get(containerId);
    return container ? [{ id, container, texts: textsOf(index) }] : [];
  });
  return placeLabels(labelled, wires, grid, fontSize);
}

describe('the texts at wires', () => {
  it('are covered by nothing, wherever nodes are and however large the font is', () => {
    fc.assert(
      fc.property(anyPlacedLab(), fc.constantFrom(11, 15, 22), (lab, fontSize) => {
        const routes = routeWires(lab.nodes, lab.connectors);
        expect(labelFaults(lab.nodes, routes.wires, label(lab, routes, fontSize))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['across', { x: 1400, y: 0 }, { x: 650, y: 26, width: 80, height: 14 }],
    ['down', { x: 0, y: 1400 }, { x: 90, y: 700, width: 80, height: 14 }],
  ])('are not on a wire that runs %s a wide empty stretch', (_way, position, box) => {
    const { wires, grid } = routeWires(
      [
        { id: 'web', kind: 'container', position: { x: 0, y: 0 } },
        { id: 'lan', kind: 'network', position },
      ],
      [{ id: 'web~lan', containerId: 'web', networkId: 'lan' }],
    );
    const [from, to] = wires.get('web~lan')?.drop ?? [];
    expect(from && to && (from.y === to.y ? from.x < box.x && to.x > box.x : from.y < box.y)).toBe(true);
    const beside = { ...box, x: box.x + (position.y && 300), y: box.y + (position.x && 300) };
    const over =
      from && to && from.y === to.y ? { ...box, y: from.y - 7 } : { ...box, x: (from?.x ?? 0) - 40 };
    expect([grid.isClear(over), grid.isClear(beside)]).toEqual([false, true]);
  });

  it('get shorter where there is little room', () => {
    const at = (x: number): PlacedLab => ({
      nodes: [
        { id: 'lan', kind: 'network', position: { x: 0, y: 0 } },
        { id: 'web', kind: 'container', position: { x, y: 0 } },
        { id: 'above-left', kind: 'network', position: { x: x - 96, y: -56 } },
        { id: 'above-right', kind: 'network', position: { x: x + 104, y: -56 } },
        { id: 'below-left', kind: 'network', position: { x: x - 96, y: 64 } },
        { id: 'below-right', kind: 'network', position: { x: x + 104, y: 64 } },
      ],
      connectors: [{ id: 'web~lan', containerId: 'web', networkId: 'lan' }],
    });
    const texts = [400, 280].map((x) => {
      const lab = at(x);
      return label(lab, routeWires(lab.nodes, lab.connectors)).get('web~lan')?.text;
    });
    expect(texts).toEqual(['eth0 10.0.0.10', '10.0.0.10']);
  });
});

function labOfTemplate(template: (typeof labTemplates)[number]): PlacedLab {
  return {
    nodes: [
      ...template.networks.map(({ name, position }) => ({ id: name, kind: 'network', position }) as const),
      ...template.containers.map(
        ({ name, position }) => ({ id: name, kind: 'container', position }) as const,
      ),
    ],
    connectors: template.containers.flatMap(({ name, interfaces }) =>
      interfaces.map(({ network }) => ({
        id: `${name}~${network}`,
        containerId: name,
        networkId: network,
      })),
    ),
  };
}

describe('the template', () => {
  it('of clients has no text beside its outermost client, where a phone would cut it off', () => {
    const template = labTemplates.find(({ id }) => id === 'web-and-clients');
    if (!template) throw new Error('There is no template web-and-clients.');
    const lab = labOfTemplate(template);
    const boxes = lab.nodes.map(boxOf);
    const right = Math.max(...boxes.map(({ x, width }) => x + width));
    const labels = label(lab, routeWires(lab.nodes, lab.connectors), 18, () => ['eth0 10.0.1.13']);
    expect(labels.size).toBe(4);
    for (const { box } of labels.values()) expect(box.x + box.width).toBeLessThanOrEqual(right);
  });

  it.each(labTemplates)('$id shows each wire and each interface with its address', (template) => {
    const lab = labOfTemplate(template);
    const texts = template.containers.flatMap(({ interfaces }) =>
      interfaces.map(({ ipv4Address }, index) => `eth${index} ${ipv4Address}`),
    );
    const routes = routeWires(lab.nodes, lab.connectors);
    const labels = label(lab, routes, 11, (index) => [texts[index] ?? '']);
    expect(wireFaults(lab.nodes, lab.connectors, routes.wires)).toEqual([]);
    expect(labelFaults(lab.nodes, routes.wires, labels)).toEqual([]);
    expect([...labels.values()].map(({ text }) => text).toSorted()).toEqual(texts.toSorted());
  });
});
