import { freemem, loadavg } from 'node:os';
import type { HostCapacity } from '@pineapple/contracts';
import type { EngineInfo } from '../docker/docker-answers.ts';

const megabyte = 1024 * 1024;

/** Measures the resources of the engine's machine and their use. */
export function measureCapacity(
  { NCPU, MemTotal }: Pick<EngineInfo, 'NCPU' | 'MemTotal'>,
  usage: Pick<HostCapacity, 'mostContainers' | 'containers' | 'labs'>,
): HostCapacity {
  const memoryMb = Math.max(1, Math.floor(MemTotal / megabyte));
  return {
    cpus: NCPU,
    loadAverage: loadavg()[0] ?? 0,
    memoryMb,
    memoryFreeMb: Math.min(memoryMb, Math.floor(freemem() / megabyte)),
    ...usage,
  };
}
