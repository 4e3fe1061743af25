import { freemem, loadavg } from 'node:os';
import type { HostRoom } from '@pineapple/contracts';
import type { EngineInfo } from '../docker/docker-answers.ts';
import type { LabRegistry } from '../state/lab-registry.ts';

const megabyte = 1024 * 1024;

/** What the engine's machine has, and how much of it is in use now. */
export function measureRoom(
  { NCPU, MemTotal }: Pick<EngineInfo, 'NCPU' | 'MemTotal'>,
  registry: LabRegistry,
  mostContainers: number,
): HostRoom {
  const labs = registry.present();
  const memoryMb = Math.max(1, Math.floor(MemTotal / megabyte));
  return {
    cpus: NCPU,
    loadAverage: loadavg()[0] ?? 0,
    memoryMb,
    memoryFreeMb: Math.min(memoryMb, Math.floor(freemem() / megabyte)),
    mostContainers,
    containers: labs.reduce((sum, { desired }) => sum + (desired.removed ? 0 : desired.containers.length), 0),
    labs: labs.length,
  };
}
