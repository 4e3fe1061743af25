import { quoted } from '../names/quoted.ts';
import { fail, ok, type Result } from '../result.ts';
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
  return format([0x02, fold(hash(networkId)), ...octets(address.value)]);
}

/**
 * The MAC address of an interface without an IPv4 address, or whose `macAddressFor` is taken: `06` (locally administered,
 * unicast), then five bytes derived from the network, the container and the attempt.
 *
 * @param attempt - Zero first; greater ones give other addresses, for when one is taken.
 */
export function spareMacAddress(networkId: string, containerId: string, attempt: number): string {
  const seed = `${networkId} ${containerId} ${attempt}`;
  return format([0x06, fold(hash(`${seed} `)), ...octets(BigInt(hash(seed)))]);
}

/**
 * Checks a user's MAC address. Returns it in lower case with colons, or what is wrong with it. Colons and hyphens may
 * separate bytes, and dots pairs of bytes, as in 0200.0a00.010a.
 */
export function checkMacAddress(text: string): Result<string, string> {
  const trimmed = text.trim().toLowerCase();
  const given = quoted(trimmed);
  if (
    !/^(?:[0-9a-f]{2}(?:(?::[0-9a-f]{2}){5}|(?:-[0-9a-f]{2}){5})|[0-9a-f]{4}(?:\.[0-9a-f]{4}){2})$/.test(
      trimmed,
    )
  ) {
    return fail(`${given} is not a MAC address. Give one such as 02:00:00:00:00:01, or leave it out.`);
  }
  const bytes = Array.from(trimmed.matchAll(/[0-9a-f]{2}/g), ([byte]) => Number.parseInt(byte, 16));
  if (bytes.every((byte) => byte === 0)) {
    return fail(`${given} is the null address. Give one such as 02:00:00:00:00:01, or leave it out.`);
  }
  if (((bytes[0] ?? 0) & 1) === 1) {
    return fail(
      `${given} is a multicast address, because its first byte is odd. Give a unicast address such as 02:00:00:00:00:01.`,
    );
  }
  return ok(format(bytes));
}

function format(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}

function octets(value: bigint): number[] {
  const count = addressBits(4) / 8;
  return Array.from({ length: count }, (_, index) =>
    Number((value >> BigInt(8 * (count - 1 - index))) & 0xffn),
  );
}

/** FNV-1a, 32 bits. Browsers run it too, so it imports nothing from Node. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return value;
}

function fold(value: number): number {
  return (value ^ (value >>> 8) ^ (value >>> 16) ^ (value >>> 24)) & 0xff;
}
