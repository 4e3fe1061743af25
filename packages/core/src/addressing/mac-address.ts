import { addressBits, parseIpAddress } from './ip-address.ts';

/**
 * The MAC address of an interface: `02` (locally administered, unicast), one byte derived from the network, then the four
 * bytes of the IPv4 address. It survives restarts, so that ARP entries of peers stay valid, and is unique in its network.
 *
 * @throws if the address is not IPv4; edits check addresses before that
 */
export function macAddressFor(networkId: string, ipv4Address: string): string {
  const address = parseIpAddress(ipv4Address);
  if (address?.family !== 4) throw new Error(`${ipv4Address} is not an IPv4 address.`);
  const bytes = [0x02, fingerprint(networkId), ...octets(address.value)];
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}

function octets(value: bigint): number[] {
  const count = addressBits(4) / 8;
  return Array.from({ length: count }, (_, index) =>
    Number((value >> BigInt(8 * (count - 1 - index))) & 0xffn),
  );
}

/** FNV-1a folded to one byte. Browsers run it too, so it imports nothing from Node. */
function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return (hash ^ (hash >>> 8) ^ (hash >>> 16) ^ (hash >>> 24)) & 0xff;
}
