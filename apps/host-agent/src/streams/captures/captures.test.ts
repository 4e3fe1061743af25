import { describe, expect, it } from 'vitest';
import { pino } from 'pino';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wireName } from '../../network/link-names.ts';
import { LabRegistry } from '../../state/lab-registry.ts';
import { LabState } from '../../state/lab-state.ts';
import { SampleLab } from '../../testing/sample-lab.ts';
import { captureArguments, compileArguments } from './capture-command.ts';
import { isMissingInterface } from './capture-failure.ts';
import { findPoint } from './find-wire.ts';

describe('captureArguments', () => {
  const link = { labId: 'lab_abcdefghijkl', link: 'pbmnopqrstuvwx', wait: true };

  it("runs the program on the lab's end of the wire", () => {
    expect(captureArguments('/capture', link, { snapLength: 262_144, count: null })).toEqual([
      ...['--net=/run/netns/pn-abcdefghijkl', '/capture', 'pbmnopqrstuvwx', '262144', '0', 'wait'],
    ]);
  });

  it.each(['icmp or arp', '-w /etc/passwd', '$(reboot)', "'; reboot"])(
    'gives the filter %s to its compiler as one argument after all options',
    (filter) => {
      expect(compileArguments(filter, 96).slice(-4)).toEqual(['-s', '96', '--', filter]);
    },
  );
});

it.each([
  ['failed interface 19\n', true],
  ['nsenter: cannot open /run/netns/pn-x: No such file or directory\n', true],
  ['failed ring 12\n', false],
])('knows from %j whether the interface is missing', (output, isMissing) => {
  expect(isMissingInterface(output)).toBe(isMissing);
});

describe('findPoint', () => {
  it('finds an interface by the name that its container gives it, and lists those it has', async () => {
    const lab = new SampleLab();
    const [lan, wan] = [lab.network('lan', '10.0.1.0/24'), lab.network('wan', '10.0.2.0/24')];
    const many = lab.container('r1', 'any:1', [
      [lan, '10.0.1.2'],
      [wan, '10.0.2.2'],
    ]).id;
    const one = lab.container('h1', 'any:1', [[lan, '10.0.1.3']]).id;
    const none = lab.container('h2', 'any:1').id;
    await using directory = await mkdtempDisposable(join(tmpdir(), 'pn-wire-'));
    const registry = await LabRegistry.open(directory.path, pino({ level: 'silent' }));
    const state = new LabState(lab.desired);
    registry.add(state);
    const { labId } = lab.desired;
    const find = (containerId: string, name: string | null) =>
      findPoint(registry, labId, { containerId, interface: name });
    expect(find(many, 'eth1')).toMatchObject({
      owner: 'r1',
      interface: 'eth1',
      link: wireName(many, wan.id),
    });
    expect(find(one, null)).toMatchObject({
      owner: 'h1',
      interface: 'eth0',
      link: wireName(one, lan.id),
    });
    expect(() => find(many, null)).toThrow('r1 has the interfaces eth0, eth1. Name one of them.');
    expect(() => find(one, 'eth7')).toThrow('h1 has no interface eth7. It has eth0.');
    expect(() => find(none, null)).toThrow('h2 has no interface.');
    state.track(many, 'r1', 'any:1').observeInterfaces([{ networkId: wan.id, name: 'uplink' }]);
    expect(find(many, 'uplink')).toMatchObject({ interface: 'uplink', link: wireName(many, wan.id) });
    expect(findPoint(registry, labId, { networkId: lan.id })).toMatchObject({
      ...{ owner: 'lan', interface: null, link: `*${lan.id.slice(-6)}` },
    });
    const missing = `net_${labId.slice(4)}_zzzzzz`;
    expect(() => findPoint(registry, labId, { networkId: missing })).toThrow(`no network ${missing}`);
    await registry.flushed();
  });
});
