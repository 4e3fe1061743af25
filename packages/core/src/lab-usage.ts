import type { Lab } from './lab.ts';

/** How much of a user's quotas a lab takes. */
export interface LabUsage {
  readonly containers: number;
  readonly networks: number;
  /** The memory, in MB, that the containers that are switched on may fill. */
  readonly memoryMb: number;
}

export const noUsage: LabUsage = { containers: 0, networks: 0, memoryMb: 0 };

/**
 * How much a lab takes. A deleted one takes nothing, although its hosts may still have it.
 *
 * @param containerMemoryMb the memory of a container that has no limit of its own
 */
export function labUsage(
  { containers, networks, deletedAt }: Pick<Lab, 'containers' | 'networks' | 'deletedAt'>,
  containerMemoryMb: number,
): LabUsage {
  if (deletedAt !== null) return noUsage;
  return {
    containers: containers.length,
    networks: networks.length,
    memoryMb: containers
      .filter(({ power }) => power === 'on')
      .reduce((sum, { config }) => sum + (config?.memoryMb ?? containerMemoryMb), 0),
  };
}

export const usageKinds = [
  'containers',
  'networks',
  'memoryMb',
] as const satisfies readonly (keyof LabUsage)[];

/** Whether something of the second is more than of the first. */
export function usageGrows(before: LabUsage, after: LabUsage): boolean {
  return usageKinds.some((kind) => after[kind] > before[kind]);
}
