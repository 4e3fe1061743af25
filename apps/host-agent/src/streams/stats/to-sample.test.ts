import { statsSample } from '@pineapple/host-link/protocol';
import { expect, it } from 'vitest';
import { parseMembership, parseMounts } from '../../system/control-groups.ts';
import { parseNetworkCounters } from './network-counters.ts';
import type { RawSample } from './raw-sample.ts';
import { toSample } from './to-sample.ts';

function raw(clock: number, cpu: number, received: number): RawSample {
  const counters = { receivedBytes: received, receivedPackets: received, sentBytes: 0, sentPackets: 0 };
  return {
    clock: BigInt(clock * 1e9),
    cpuNanos: BigInt(cpu * 1e9),
    cpuLimit: 1,
    memoryBytes: 4096,
    memoryLimitBytes: null,
    pids: 2,
    interfaces: new Map([['eth0', counters]]),
  };
}
const eth0 = { networkId: 'net_a', name: 'eth0' };

it('turns counters into rates, by the time that has passed', () => {
  const sample = toSample(raw(10, 1, 1000), raw(12, 2, 5000), [eth0], new Date());
  expect(sample).toMatchObject({ cpu: 0.5, pids: 2, memoryLimitBytes: null });
  expect(sample.interfaces).toMatchObject([{ ...eth0, receivedBytesPerSecond: 2000, sentBytesPerSecond: 0 }]);
  expect(statsSample.parse(sample)).toEqual(sample);
});

it('has rate 0 for a new or recreated interface, and omits those that are gone', () => {
  const before = { ...raw(1, 0, 0), interfaces: new Map() };
  expect(toSample(before, raw(2, 0, 900), [eth0], new Date()).interfaces[0]?.receivedBytesPerSecond).toBe(0);
  expect(
    toSample(raw(1, 0, 900), raw(2, 0, 5), [eth0], new Date()).interfaces[0]?.receivedBytesPerSecond,
  ).toBe(0);
  const gone = { networkId: 'net_b', name: 'eth1' };
  expect(toSample(raw(1, 0, 0), raw(2, 0, 0), [eth0, gone], new Date()).interfaces).toHaveLength(1);
});

it('finds control groups of both versions', () => {
  const membership = parseMembership(
    '5:cpu,cpuacct:/docker/k\n4:memory:/docker/k\n9:name=systemd:/x\n0::/docker/k:y\n',
  );
  expect(Object.fromEntries(membership)).toEqual({
    ...{
      cpu: '/docker/k',
      cpuacct: '/docker/k',
      memory: '/docker/k',
      'name=systemd': '/x',
      '': '/docker/k:y',
    },
  });
  const mounts = parseMounts(
    'cgroup /sys/fs/cgroup/cpu,cpuacct cgroup rw,cpu,cpuacct 0 0\ncgroup2 /sys/fs/cgroup/unified cgroup2 rw 0 0\n',
  );
  expect([mounts.get('cpuacct'), mounts.get('')]).toEqual([
    '/sys/fs/cgroup/cpu,cpuacct',
    '/sys/fs/cgroup/unified',
  ]);
});

it('reads the kernel’s interface counters', () => {
  const text =
    'Inter-| Receive\n face |bytes\n    lo: 1 2 0 0 0 0 0 0 3 4 0 0 0 0 0 0\n  eth0:10 20 0 0 0 0 0 0 30 40 0 0 0 0 0 0\n';
  expect(parseNetworkCounters(text).get('eth0')).toEqual({
    ...{ receivedBytes: 10, receivedPackets: 20, sentBytes: 30, sentPackets: 40 },
  });
});
