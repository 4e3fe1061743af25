import { readFile } from 'node:fs/promises';
import type { ControlGroups } from '../../system/control-groups.ts';
import { readNetworkCounters } from './network-counters.ts';
import type { RawSample, StatsSource } from './raw-sample.ts';

/** Version 1 shows a huge number for no limit. */
const unlimitedBytes = 2 ** 53;

type Usage = Omit<RawSample, 'clock' | 'interfaces'>;

/** Reads a container's counters from the kernel: a few small files, without a process or request. */
export class KernelStats implements StatsSource {
  readonly #pid: number;
  readonly #groups: ControlGroups;

  constructor(pid: number, groups: ControlGroups) {
    this.#pid = pid;
    this.#groups = groups;
  }

  async read(): Promise<RawSample | null> {
    try {
      const [usage, interfaces] = await Promise.all([
        readUsage(this.#groups),
        readNetworkCounters(this.#pid),
      ]);
      return { clock: process.hrtime.bigint(), ...usage, interfaces };
    } catch {
      // The files disappear with the container.
      return null;
    }
  }
}

async function readUsage(groups: ControlGroups): Promise<Usage> {
  return groups.version === 1 ? readVersion1(groups) : readVersion2(groups.path);
}

async function readVersion1(groups: Extract<ControlGroups, { version: 1 }>): Promise<Usage> {
  const [cpu, quota, period, memory, stat, limit, pids] = await readAll([
    `${groups.cpuacct}/cpuacct.usage`,
    `${groups.cpu}/cpu.cfs_quota_us`,
    `${groups.cpu}/cpu.cfs_period_us`,
    `${groups.memory}/memory.usage_in_bytes`,
    `${groups.memory}/memory.stat`,
    `${groups.memory}/memory.limit_in_bytes`,
    `${groups.pids}/pids.current`,
  ]);
  return {
    cpuNanos: BigInt(cpu ?? '0'),
    cpuLimit: cpuLimit(Number(quota), Number(period)),
    memoryBytes: workingSet(Number(memory), fieldOf(stat, 'total_inactive_file')),
    memoryLimitBytes: byteLimit(limit),
    pids: Number(pids),
  };
}

async function readVersion2(path: string): Promise<Usage> {
  const [cpu, max, memory, stat, limit, pids] = await readAll(
    ['cpu.stat', 'cpu.max', 'memory.current', 'memory.stat', 'memory.max', 'pids.current'].map(
      (name) => `${path}/${name}`,
    ),
  );
  const [quota, period] = (max ?? '').split(' ');
  return {
    cpuNanos: BigInt(fieldOf(cpu, 'usage_usec')) * 1000n,
    cpuLimit: cpuLimit(Number(quota), Number(period)),
    memoryBytes: workingSet(Number(memory), fieldOf(stat, 'inactive_file')),
    memoryLimitBytes: byteLimit(limit),
    pids: Number(pids),
  };
}

async function readAll(paths: readonly string[]): Promise<string[]> {
  return Promise.all(paths.map(async (path) => (await readFile(path, 'utf8')).trim()));
}

function fieldOf(text: string | undefined, name: string): number {
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text ?? '')?.[1] ?? 0);
}

/** Memory as `docker stats` shows it: without page cache that the kernel can drop at any time. */
function workingSet(used: number, inactive: number): number {
  return Math.max(used - inactive, 0);
}

function cpuLimit(quota: number, period: number): number | null {
  return quota > 0 && period > 0 ? quota / period : null;
}

/** Null for no limit, which version 2 shows as `max`. */
function byteLimit(text: string | undefined): number | null {
  const bytes = Number(text);
  return bytes > 0 && bytes < unlimitedBytes ? bytes : null;
}
