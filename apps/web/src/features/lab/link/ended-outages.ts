import { endOfOutage, withoutEndedOutage } from '@pineapple/core';
import type { Lab } from '../model/lab.ts';

/** When the first single outage of a lab's links ends, in milliseconds since 1970; null for none. */
export function nextOutageEnd({ containers }: Pick<Lab, 'containers'>): number | null {
  const ends = containers.flatMap(({ interfaces }) =>
    interfaces.flatMap(({ quality }) => (quality.outage && endOfOutage(quality.outage)) ?? []),
  );
  return ends.length === 0 ? null : Math.min(...ends);
}

/** A lab at a time without the outages that are over then. */
export function withoutEndedOutages<L extends Pick<Lab, 'containers'>>(lab: L, time: number): L {
  return {
    ...lab,
    containers: lab.containers.map((container) => ({
      ...container,
      interfaces: container.interfaces.map((link) => ({
        ...link,
        quality: withoutEndedOutage(link.quality, time),
      })),
    })),
  };
}
