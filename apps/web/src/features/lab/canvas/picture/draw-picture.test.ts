import { expect, it } from 'vitest';
import { samplePerfectLink } from '../../model/testing/sample-nodes.ts';
import type { LabOnCanvas } from '../map-lab.ts';
import { mapLab } from '../map-lab.ts';
import type { Tints } from './draw-annotations.ts';
import { drawPicture } from './draw-picture.ts';

const colours = {
  ...{ ground: '#ground', container: '#con', network: '#net' },
  ...{ border: '#border', wire: '#wire', text: '#text', quiet: '#quiet' },
  tints: Object.fromEntries(
    ['GREY', 'BLUE', 'GREEN', 'YELLOW', 'RED', 'PURPLE'].map((name) => [
      name,
      { ink: `#${name}`, wash: `#${name}-wash` },
    ]),
  ) as unknown as Tints,
};
const lab = {
  networks: [{ id: 'net_1', name: 'lan', phase: 'ACTIVE', ipv4Subnet: '10.0.1.0/24', ipv6Subnet: null }],
  containers: ['web', 'a-name-that-is-longer-than-the-plate'].map((name, index) => ({
    ...{
      id: `ctr_${index}`,
      name,
      image: { name: 'host' },
      readiness: { phase: index === 0 ? 'READY' : 'STOPPED' },
    },
    interfaces: [
      {
        ...{
          name: 'eth0',
          ipv4Address: `10.0.1.1${index}`,
          ipv6Address: null,
          macAddress: '02:00:00:00:00:01',
          ...samplePerfectLink,
        },
        network: { id: 'net_1', name: 'lan' },
      },
    ],
  })),
} as unknown as LabOnCanvas;

it('is an image of its own with every node, wire and address', () => {
  const positions = new Map([
    ['net_1', { x: 0, y: 200 }],
    ['ctr_0', { x: -200, y: 0 }],
    ['ctr_1', { x: 240, y: 0 }],
  ]);
  const { svg, width, height } = drawPicture('R&D <lab>', mapLab(lab), positions, colours);
  expect(svg).toContain('<title>R&amp;D &lt;lab&gt;</title>');
  for (const words of [
    'web',
    'a-name-that-is-longer-t…',
    'Ready · host',
    'lan',
    '10.0.1.0/24',
    'eth0 10.0.1.10',
  ])
    expect(svg).toContain(`>${words}</text>`);
  // Only the wire of the stopped container is dashed.
  expect(svg.match(/stroke-dasharray/g)).toHaveLength(1);
  expect(width).toBe(240 + 192 + 200 + 80);
  // A text may be below the network.
  expect(height).toBeGreaterThanOrEqual(200 + 48 + 80);
  expect(svg).toContain(` ${width} ${height}">`);
  expect(svg).not.toMatch(/undefined|NaN|href|style/);
});

it('has frames below the nodes and notes above, with wrapped text', () => {
  const base = { colour: 'RED', position: { x: -300, y: -100 }, width: 900, height: 500 };
  const annotations = [
    {
      ...base,
      id: 'ann_1',
      kind: 'NOTE',
      text: 'Set the cost of r1 & r2\nthen ping',
      width: 120,
      height: 96,
    },
    { ...base, id: 'ann_2', kind: 'RECTANGLE', text: 'Area <0>' },
    { ...base, id: 'ann_3', kind: 'ELLIPSE', text: '', colour: 'BLUE' },
  ];
  const drawn = mapLab({ ...lab, annotations } as unknown as LabOnCanvas);
  const { svg, width } = drawPicture('Lab', drawn, new Map([['net_1', { x: 0, y: 200 }]]), colours);
  const at = (part: string): number => svg.indexOf(part);
  expect(at('>Area &lt;0&gt;</text>')).toBeGreaterThan(0);
  expect(at('<ellipse')).toBeLessThan(at('>lan</text>'));
  expect(at('>lan</text>')).toBeLessThan(svg.lastIndexOf('fill="#RED-wash"'));
  for (const line of ['Set the cost', 'of r1 &amp; r2', 'then ping'])
    expect(svg).toContain(`>${line}</text>`);
  // The picture is as wide as its frames.
  expect(width).toBe(900 + 80);
});
