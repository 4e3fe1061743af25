import type { LinkRate, LinkRates } from '@pineapple/host-link/protocol';
import { wireOwner } from '../../network/link-names.ts';
import type { InterfaceCounters } from '../stats/raw-sample.ts';

/** The counters of a lab's links at a point in time. */
export interface CountedLinks {
  /** In milliseconds, by a monotonic clock. */
  readonly clock: number;
  readonly links: ReadonlyMap<string, InterfaceCounters>;
}

/** Whether a wire of a container is among the links. */
export function hasWires(labId: string, { links }: CountedLinks): boolean {
  return [...links.keys()].some((name) => wireOwner(labId, name) !== null);
}

/** What each wire carried between two readings. Wires that carried nothing are left out. */
export function toRates(labId: string, before: CountedLinks, now: CountedLinks, at: Date): LinkRates {
  const seconds = (now.clock - before.clock) / 1_000;
  const links = [...now.links].flatMap(([name, after]): LinkRate[] => {
    const owner = wireOwner(labId, name);
    const known = before.links.get(name);
    if (owner === null || known === undefined) return [];
    const perSecond = (counter: keyof InterfaceCounters): number =>
      Math.max(after[counter] - known[counter], 0) / seconds;
    // This end of a wire is the lab's: what it receives comes from the container.
    const fromContainer = {
      bytesPerSecond: perSecond('receivedBytes'),
      packetsPerSecond: perSecond('receivedPackets'),
    };
    const toContainer = {
      bytesPerSecond: perSecond('sentBytes'),
      packetsPerSecond: perSecond('sentPackets'),
    };
    const isIdle = fromContainer.packetsPerSecond + toContainer.packetsPerSecond === 0;
    return isIdle ? [] : [{ ...owner, fromContainer, toContainer }];
  });
  return { at: at.toISOString(), links };
}
