import type { Lab } from '../lab.ts';

/**
 * The lab as it is to be made anew on another host: every container that runs is asked for again, so that it is
 * pending until that host has it.
 *
 * @param now - RFC 3339.
 */
export function askAnew(lab: Lab, now: string): Lab {
  const containers = lab.containers.map((container) =>
    container.power === 'on'
      ? { ...container, generation: container.generation + 1, requestedAt: now }
      : container,
  );
  return { ...lab, containers };
}
