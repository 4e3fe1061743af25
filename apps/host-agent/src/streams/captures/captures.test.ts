import { describe, expect, it } from 'vitest';
import { pino } from 'pino';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LabRegistry } from '../../state/lab-registry.ts';
import { LabState } from '../../state/lab-state.ts';
import { SampleLab } from '../../testing/sample-lab.ts';
import { captureArguments } from './capture-command.ts';
import { explainFailure, readTotals } from './capture-failure.ts';
import { findWire } from './find-wire.ts';

describe('captureArguments', () => {
  const wire = {
    labId: 'lab_abcdefghijkl',
    containerId: 'ctr_abcdefghijkl_mnopqr',
    networkId: 'net_abcdefghijkl_stuvwx',
  };
  const everything = { interface: null, filter: null, snapLength: 262_144, count: null, record: false };

  it("runs tcpdump without rights on the lab's end of the wire", () => {
    expect(captureArguments(wire, everything)).toEqual([
      ...['--net=/run/netns/pn-abcdefghijkl', 'tcpdump', '-i', 'pbmnopqrstuvwx', '-p', '-Z', 'nobody'],
      ...['--immediate-mode', '-U', '--time-stamp-precision=nano', '-B', '4096', '-s', '262144', '-w', '-'],
    ]);
  });

  it.each(['icmp or arp', '-w /etc/passwd', '$(reboot)', "'; reboot"])(
    'passes the filter %s as one argument after all options',
    (filter) => {
      const args = captureArguments(wire, { ...everything, filter, snapLength: 96, count: 5 });
      expect(args.slice(-2)).toEqual(['--', filter]);
      expect(args.join(' ')).toContain('-s 96 -c 5 -w - --');
    },
  );
});

describe('explainFailure', () => {
  it.each([
    ["tcpdump: can't parse filter expression: syntax error\n", 'FILTER', 'does not compile: syntax error.'],
    ['tcpdump: mask length must be <= 32\n', 'FILTER', 'mask length must be <= 32'],
    ['nsenter: failed to execute tcpdump: No such file or directory\n', 'UNSUPPORTED', 'package tcpdump'],
    [
      'tcpdump: pbx: No such device exists\n(No such device exists)\n',
      'NOT_RUNNING',
      'r1 has no such interface',
    ],
    ['nsenter: cannot open /run/netns/pn-x: No such file or directory\n', 'NOT_RUNNING', 'READY'],
  ])('says %j as %s', (output, code, message) => {
    const { problem } = explainFailure(output, { filter: 'icmp and' }, 'r1');
    expect(problem).toEqual({ code, message: expect.stringContaining(message) });
  });

  it('does not blame a filter that was not given', () => {
    const { problem } = explainFailure("tcpdump: Couldn't change ownership\n", { filter: null }, 'r1');
    expect(problem).toEqual({
      code: 'DOCKER',
      message: expect.stringContaining("Couldn't change ownership"),
    });
  });
});

describe('readTotals', () => {
  it('adds what kernel and interface dropped', () => {
    const output =
      '9 packets captured\n12 packets received by filter\n2 packets dropped by kernel\n1 packet dropped by interface\n';
    expect(readTotals(output)).toEqual({ received: 12, dropped: 3 });
    expect(readTotals('')).toEqual({ received: null, dropped: 0 });
  });
});

describe('findWire', () => {
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
    const find = (containerId: string, container: string, name: string | null) =>
      findWire(registry, { labId, containerId, container }, name);
    expect(find(many, 'r1', 'eth1')).toEqual({ networkId: wan.id, name: 'eth1' });
    expect(find(one, 'h1', null)).toEqual({ networkId: lan.id, name: 'eth0' });
    expect(() => find(many, 'r1', null)).toThrow('r1 has the interfaces eth0, eth1. Name one of them.');
    expect(() => find(one, 'h1', 'eth7')).toThrow('h1 has no interface eth7. It has eth0.');
    expect(() => find(none, 'h2', null)).toThrow('h2 has no interface.');
    state.track(many, 'r1', 'any:1').observeInterfaces([{ networkId: wan.id, name: 'uplink' }]);
    expect(find(many, 'r1', 'uplink')).toEqual({ networkId: wan.id, name: 'uplink' });
    await registry.flushed();
  });
});
