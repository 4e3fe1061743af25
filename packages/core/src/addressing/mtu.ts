import { fail, ok, type Result } from '../result.ts';

/** The bytes of a packet that a network carries unless its owner asks for another number. */
export const defaultMtu = 1500;
/** What every IPv4 link carries (RFC 791). */
export const smallestMtu = 68;
/** Jumbo frames, as on real switches. A host with a smaller underlay carries less between hosts and says so. */
export const largestMtu = 9500;
/** What every IPv6 link carries (RFC 8200). With less, Linux turns IPv6 off. */
export const smallestIpv6Mtu = 1280;

/** Checks the MTU of a network in bytes. Returns it, or what is wrong with it. */
export function checkMtu(
  mtu: number,
  { ipv6Subnet }: { readonly ipv6Subnet: string | null },
): Result<number, string> {
  if (!Number.isInteger(mtu) || mtu < smallestMtu || mtu > largestMtu) {
    return fail(`The MTU is ${mtu}. Choose a whole number from ${smallestMtu} to ${largestMtu}.`);
  }
  if (ipv6Subnet !== null && mtu < smallestIpv6Mtu) {
    return fail(
      `The MTU is ${mtu}, and IPv6 needs at least ${smallestIpv6Mtu}. Choose a larger one, or a network without an IPv6 subnet.`,
    );
  }
  return ok(mtu);
}
