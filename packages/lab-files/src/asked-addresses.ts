import { formatIpAddress, parseIpAddress } from '@pineapple/core';
import type { DraftInterface } from './lab-draft.ts';

/**
 * The addresses that interfaces of a draft ask for, by the name of their network, as `EditContext.reservedAddresses`: what
 * is chosen for one interface must not be what a later one asks for.
 */
export function askedAddresses(
  interfaces: readonly DraftInterface[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const asked = new Map<string, Set<string>>();
  for (const { network, ipv4Address, ipv6Address } of interfaces) {
    for (const text of [ipv4Address, ipv6Address]) {
      const address = text === null ? null : parseIpAddress(text);
      // One that is none is refused where it is used.
      if (address === null) continue;
      const own = asked.get(network) ?? new Set();
      asked.set(network, own.add(formatIpAddress(address)));
    }
  }
  return asked;
}
