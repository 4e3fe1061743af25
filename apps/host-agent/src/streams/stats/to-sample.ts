import type { StatsSample } from '@pineapple/host-link/protocol';
import type { ObservedInterface } from '@pineapple/core';
import type { InterfaceCounters, RawSample } from './raw-sample.ts';

/** Turns two successive measurements into a sample. */
export function toSample(
  before: RawSample,
  now: RawSample,
  interfaces: readonly ObservedInterface[],
  at: Date,
): StatsSample {
  const nanos = Number(now.clock - before.clock);
  const perSecond = (from: number, to: number): number => (Math.max(to - from, 0) * 1e9) / nanos;
  const rate = (name: string, counter: keyof InterfaceCounters): number => {
    const [from, to] = [before.interfaces.get(name), now.interfaces.get(name)];
    // A new or recreated interface has no rate yet.
    return from && to ? perSecond(from[counter], to[counter]) : 0;
  };
  return {
    at: at.toISOString(),
    cpu: Math.max(Number(now.cpuNanos - before.cpuNanos), 0) / nanos,
    cpuLimit: now.cpuLimit,
    memoryBytes: now.memoryBytes,
    memoryLimitBytes: now.memoryLimitBytes,
    pids: now.pids,
    interfaces: interfaces
      .filter(({ name }) => now.interfaces.has(name))
      .map(({ name, networkId }) => ({
        name,
        networkId,
        receivedBytesPerSecond: rate(name, 'receivedBytes'),
        sentBytesPerSecond: rate(name, 'sentBytes'),
        receivedPacketsPerSecond: rate(name, 'receivedPackets'),
        sentPacketsPerSecond: rate(name, 'sentPackets'),
      })),
  };
}
