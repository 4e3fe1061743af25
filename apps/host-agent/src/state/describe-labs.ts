import type { LabRegistry } from './lab-registry.ts';

/** The labs of this host as `pineapple-host status` prints them. */
export function describeLabs(registry: LabRegistry) {
  return registry.present().map(({ labId, desired, trackers, busy }) => ({
    labId,
    revision: desired.revision,
    busy,
    containers: [...trackers.values()].map(({ containerId, name, phase, reason }) => ({
      containerId,
      name,
      phase,
      reason,
    })),
  }));
}
