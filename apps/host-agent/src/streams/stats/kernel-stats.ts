import { readFile } from 'node:fs/promises';
import type { ControlGroups } from './control-groups.ts';
import { readNetworkCounters } from './network-counters.ts';
import type { RawSample, StatsSource } from './raw-sample.ts';

/** Version 1 has a huge number where there is no limit. */
const unlimitedBytes = 2 ** 53;

type Usage = Omit<RawSample, 'clock' | 'interfaces'>;

/** Reads what the kernel counts of a container: a few small files, and no process or request at all. */
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
      // Its files go with it.
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

/** As `docker stats` has it: without files that the kernel may forget at any time. */
function workingSet(used: number, inactive: number): number {
  return Math.max(used - inactive, 0);
}

function cpuLimit(quota: number, period: number): number | null {
  return quota > 0 && period > 0 ? quota / period : null;
}

/** `max` is no number, either. */
function byteLimit(text: string | undefined): number | null {
  const bytes = Number(text);
  return bytes > 0 && bytes < unlimitedBytes ? bytes : null;
}
