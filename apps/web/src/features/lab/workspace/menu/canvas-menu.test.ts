import { perfectLink } from '@pineapple/core';
import { expect, it, vi } from 'vitest';
import { connectorId } from '../../canvas/map-lab.ts';
import { emptySelection, type Selection } from '../../canvas/selection.ts';
import type { Image } from '../../container/composables/use-images.ts';
import type { Lab } from '../../model/lab.ts';
import { samplePerfectLink } from '../../model/testing/sample-nodes.ts';
import { canvasMenu } from './canvas-menu.ts';
import type { MenuCommands } from './menu-entry.ts';

const container = (id: string, phase: string, ...on: string[]) => ({
  ...{ id, name: id, readiness: { phase } },
  interfaces: on.map((network, index) => ({
    ...samplePerfectLink,
    name: `eth${index}`,
    network: { id: network, name: network },
  })),
});
const lab = {
  networks: [
    { id: 'lan', name: 'lan' },
    { id: 'empty', name: 'empty' },
  ],
  containers: [container('pc', 'READY', 'lan'), container('off', 'STOPPED')],
  annotations: [
    { id: 'memo', kind: 'NOTE', text: 'Hi', colour: 'YELLOW' },
    { id: 'area', kind: 'RECTANGLE', text: 'Area 0', colour: 'RED' },
  ],
} as unknown as Lab;
const images = [{ name: 'host' }, { name: 'web' }] as Image[];

function open(selection: Partial<Selection>, canPaste = false, of = lab) {
  const commands = new Proxy({} as Record<string, unknown>, {
    get: (made, name: string) => (made[name] ??= vi.fn()),
  }) as unknown as MenuCommands;
  vi.mocked(commands.canPaste).mockReturnValue(canPaste);
  const groups = canvasMenu({ lab: of, selection: { ...emptySelection, ...selection }, images, commands });
  const choose = (label: string): void => {
    const entry = groups.flat().find((each) => each.label === label);
    if (!entry) throw new Error(`The menu has no entry '${label}'.`);
    entry.run();
  };
  return { commands, choose, labels: groups.map((group) => group.map(({ label }) => label)) };
}

it('offers for a container what its phase allows', () => {
  const running = open({ nodes: ['pc'] });
  expect(running.labels).toEqual([
    ['Open terminal', 'Open log', 'Open stats', 'Open network tables'],
    ['Stop', 'Restart'],
    ['Connect to a network', 'Rename'],
    ['Duplicate', 'Copy'],
    ['Delete'],
  ]);
  running.choose('Open terminal');
  expect(running.commands.openTerminals).toHaveBeenCalledExactlyOnceWith(['pc']);
  running.choose('Restart');
  expect(running.commands.power).toHaveBeenCalledExactlyOnceWith('restart', ['pc']);
  expect(open({ nodes: ['off'] }).labels[1]).toEqual(['Start']);
  const full = { ...lab, networks: lab.networks.slice(0, 1) };
  expect(open({ nodes: ['pc'] }, false, full).labels[2]).toEqual(['Rename']);
});

it('offers for a network its details, its name and the terminals on it', () => {
  const { labels, choose, commands } = open({ nodes: ['lan'] });
  expect(labels).toEqual([
    ['Show details', 'Rename'],
    ['Capture packets', 'Open terminals of its containers'],
    ['Duplicate', 'Copy'],
    ['Delete'],
  ]);
  choose('Capture packets');
  expect(commands.captureAll).toHaveBeenCalledExactlyOnceWith(['lan'], 'lan');
  choose('Open terminals of its containers');
  expect(commands.openTerminals).toHaveBeenCalledExactlyOnceWith(['pc']);
  expect(open({ nodes: ['empty'] }).labels).toEqual([
    ['Show details', 'Rename'],
    ['Duplicate', 'Copy'],
    ['Delete'],
  ]);
});

it('offers for a connector its link, its packets and its ends', () => {
  const selection = { connectors: [connectorId('pc', 'lan')] };
  const { labels, choose, commands } = open(selection);
  expect(labels).toEqual([
    ['Link quality', 'Take the link down', 'Capture packets'],
    ['Like DSL', 'Like LTE', 'Like Satellite', 'Like Lossy Wi-Fi', 'Like Transatlantic'],
    ['Show pc', 'Show lan'],
    ['Disconnect'],
  ]);
  choose('Link quality');
  expect(commands.editLink).toHaveBeenCalledExactlyOnceWith('pc~lan');
  choose('Take the link down');
  expect(commands.setLinks).toHaveBeenLastCalledWith(['pc~lan'], { linkUp: false });
  choose('Like DSL');
  expect(commands.setLinks).toHaveBeenLastCalledWith(['pc~lan'], {
    toContainer: expect.objectContaining({ rateKbit: 16_000 }),
    fromContainer: expect.objectContaining({ rateKbit: 1000 }),
  });
  choose('Capture packets');
  expect(commands.capture).toHaveBeenCalledExactlyOnceWith('pc', 'eth0');
  choose('Show lan');
  expect(commands.inspect).toHaveBeenCalledExactlyOnceWith('lan');
  choose('Disconnect');
  expect(commands.remove).toHaveBeenCalledExactlyOnceWith({ nodes: [], ...selection });
});

it('offers no preset that the host can’t give', () => {
  const linkLimits = [{ impairment: 'rate', direction: 'fromContainer', lacks: 'ifb' }] as const;
  const selection = { ...emptySelection, connectors: [connectorId('pc', 'lan')] };
  const groups = canvasMenu({ lab, selection, images, commands: {} as MenuCommands, linkLimits });
  expect(groups[1]?.map(({ label }) => label)).toEqual(['Like Transatlantic']);
});

it('makes a link perfect that is not, and leaves it down', () => {
  const [pc, ...others] = lab.containers;
  const { toContainer, fromContainer } = perfectLink;
  const quality = { outage: null, toContainer: { ...toContainer, lossPercent: 5 }, fromContainer };
  const interfaces = pc?.interfaces.map((link) => ({ ...link, linkUp: false, quality }));
  const impaired = { ...lab, containers: [{ ...pc, interfaces }, ...others] } as unknown as Lab;
  const { labels, choose, commands } = open({ connectors: ['pc~lan'] }, false, impaired);
  expect(labels[0]).toEqual([
    'Link quality',
    'Bring the link up',
    'Make the link perfect',
    'Capture packets',
  ]);
  choose('Make the link perfect');
  const change = { toContainer, fromContainer };
  expect(commands.setLinks).toHaveBeenCalledExactlyOnceWith(['pc~lan'], change);
});

it('changes several wires and all wires of a network in one step', () => {
  const [pc, off] = lab.containers;
  const other = { ...pc, id: 'db', name: 'db' };
  const both = { ...lab, containers: [pc, off, other] } as unknown as Lab;
  const presets = ['Like DSL', 'Like LTE', 'Like Satellite', 'Like Lossy Wi-Fi', 'Like Transatlantic'];
  for (const selection of [{ connectors: ['pc~lan', 'db~lan'] }, { nodes: ['lan'] }]) {
    const { labels, choose, commands } = open(selection, false, both);
    expect(labels).toContainEqual(['Take 2 links down']);
    expect(labels).toContainEqual(presets);
    choose('Take 2 links down');
    expect(commands.setLinks).toHaveBeenLastCalledWith(['pc~lan', 'db~lan'], { linkUp: false });
    choose('Like DSL');
    expect(commands.setLinks).toHaveBeenLastCalledWith(['pc~lan', 'db~lan'], {
      toContainer: expect.objectContaining({ rateKbit: 16_000 }),
      fromContainer: expect.objectContaining({ rateKbit: 1000 }),
    });
  }
});

it('acts on those of a selection that an action is for', () => {
  const { labels, choose, commands } = open({ nodes: ['pc', 'off', 'lan'] });
  expect(labels).toEqual([
    ['Open 2 terminals'],
    ['Start 1 container', 'Stop 1 container', 'Restart 1 container'],
    ['Join by a cable'],
    ['Align in a row', 'Align in a column', 'Distribute horizontally', 'Distribute vertically'],
    ['Duplicate', 'Copy'],
    ['Delete'],
  ]);
  choose('Start 1 container');
  expect(commands.power).toHaveBeenCalledExactlyOnceWith('start', ['off']);
  choose('Join by a cable');
  expect(commands.add).toHaveBeenCalledExactlyOnceWith({ kind: 'network', as: 'cable' });
  choose('Duplicate');
  expect(commands.duplicate).toHaveBeenCalledExactlyOnceWith(['pc', 'off', 'lan']);
  choose('Distribute vertically');
  expect(commands.align).toHaveBeenCalledExactlyOnceWith('spread-down', ['pc', 'off', 'lan']);
  expect(open({ nodes: ['lan', 'empty'] }).labels[0]).toEqual(['Align in a row', 'Align in a column']);
});

it('offers on the canvas what concerns all of the lab, and new nodes at the pointer', () => {
  const { labels, choose, commands } = open({});
  expect(labels).toEqual([
    [
      ...['Add a network', 'Add a switch', 'Add a cable', 'Add a host', 'Add a web server'],
      ...['Add a note', 'Add a frame'],
    ],
    ['Start all', 'Stop all', 'Open all terminals'],
    [
      ...['Select all', 'Auto-layout', 'Fit to view', 'Export as SVG', 'Export as PNG'],
      ...['Export as lab.yaml', 'Export as containerlab', 'Export as Kathará'],
    ],
  ]);
  choose('Add a web server');
  expect(commands.add).toHaveBeenCalledExactlyOnceWith({ kind: 'container', image: 'web' });
  choose('Open all terminals');
  expect(commands.openTerminals).toHaveBeenCalledExactlyOnceWith(['pc', 'off']);
});

it('offers to paste what was copied', () => {
  const { labels, choose, commands } = open({}, true);
  expect(labels[0]).toEqual(['Paste']);
  choose('Paste');
  expect(commands.paste).toHaveBeenCalledOnce();
});

it('offers for a note its text and colours, and for a frame its shape too', () => {
  const note = open({ nodes: ['memo'] });
  const colours = ['Grey', 'Blue', 'Green', 'Yellow', 'Red', 'Purple'];
  expect(note.labels).toEqual([
    ['Edit text', 'Show details'],
    colours.filter((colour) => colour !== 'Yellow'),
    ['Duplicate', 'Copy'],
    ['Delete'],
  ]);
  note.choose('Red');
  expect(note.commands.annotate).toHaveBeenCalledExactlyOnceWith('memo', { colour: 'RED' });
  const frame = open({ nodes: ['area'] });
  expect(frame.labels[1]).toEqual(['Make it an ellipse']);
  frame.choose('Edit title');
  expect(frame.commands.edit).toHaveBeenCalledExactlyOnceWith('area');
  expect(open({ nodes: ['area', 'pc'] }).labels.at(-1)).toEqual(['Delete']);
});
