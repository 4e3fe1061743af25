import { checkMtu, largestMtu, smallestIpv6Mtu, smallestMtu } from '@pineapple/core';

/** What an MTU may be, for people. */
export function mtuRange(hasIpv6: boolean): string {
  return `${hasIpv6 ? smallestIpv6Mtu : smallestMtu} to ${largestMtu} bytes.`;
}

/** Parses the MTU that a user typed; a message if it is not one. */
export function parseMtu(
  text: string,
  ipv6Subnet: string | null,
): { readonly mtu: number; readonly error?: undefined } | { readonly error: string } {
  const digits = text.trim();
  if (!/^\d+$/.test(digits)) return { error: `Enter a whole number: ${mtuRange(ipv6Subnet !== null)}` };
  const checked = checkMtu(Number(digits), { ipv6Subnet });
  return checked.ok ? { mtu: checked.value } : { error: checked.error };
}
