import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RawSample } from './raw-sample.ts';
import { StatsSampler } from './stats-sampler.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const counters = { receivedBytes: 0, receivedPackets: 0, sentBytes: 0, sentPackets: 0 };

it('reports once that an interface has another name than the known one', async () => {
  let names = ['eth0', 'eth1'];
  let known = names;
  let clock = 0n;
  const read = async (): Promise<RawSample> => ({
    clock: (clock += 1_000_000_000n),
    ...{ cpuNanos: 0n, cpuLimit: null, memoryBytes: 0, memoryLimitBytes: null, pids: 1 },
    interfaces: new Map(names.map((name) => [name, counters])),
  });
  const onRenamed = vi.fn();
  const onSample = vi.fn();
  const sampler = new StatsSampler({
    openSource: async () => ({ read }),
    interfaces: () => known.map((name, index) => ({ networkId: `net_${index}`, name })),
    ...{ onSample, onRenamed },
  });
  await sampler.start();
  await vi.advanceTimersByTimeAsync(2000);
  expect(onRenamed).not.toHaveBeenCalled();

  names = ['eth0', 'hold-eth1'];
  await vi.advanceTimersByTimeAsync(3000);
  expect(onRenamed).toHaveBeenCalledOnce();

  // It was read while it had another name for a moment, and has its own again.
  known = ['eth0', 'hold-eth1'];
  names = ['eth0', 'eth1'];
  await vi.advanceTimersByTimeAsync(1000);
  expect(onRenamed).toHaveBeenCalledTimes(2);
  sampler.stop();
});
