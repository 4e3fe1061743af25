import type { Lab } from './lab.ts';

/** How much of a user's quotas a lab takes. */
export interface LabUsage {
  readonly containers: number;
  readonly networks: number;
  /** Containers that are switched on, which may fill their memory. */
  readonly running: number;
}

export const noUsage: LabUsage = { containers: 0, networks: 0, running: 0 };

/** A deleted lab takes nothing, although its hosts may still have it. */
export function labUsage({
  containers,
  networks,
  deletedAt,
}: Pick<Lab, 'containers' | 'networks' | 'deletedAt'>): LabUsage {
  if (deletedAt !== null) return noUsage;
  return {
    containers: containers.length,
    networks: networks.length,
    running: containers.filter(({ power }) => power === 'on').length,
  };
}

export const usageKinds = [
  'containers',
  'networks',
  'running',
] as const satisfies readonly (keyof LabUsage)[];

/** Whether something of the second is more than of the first. */
export function usageGrows(before: LabUsage, after: LabUsage): boolean {
  return usageKinds.some((kind) => after[kind] > before[kind]);
}
