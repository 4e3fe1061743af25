import ipaddr from 'ipaddr.js';

/** An IPv4 or IPv6 address as a number, so that ranges can be compared and enumerated. */
export interface IpAddress {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** How many bits an address of the family has. */
export function addressBits(family: 4 | 6): 32 | 128 {
  return family === 4 ? 32 : 128;
}

/**
 * Parses an address; null if the text is not one. IPv4 has four decimal parts without leading zeros, because `010.0.0.1`
 * and `10.1` mean different addresses to different programs. IPv6 has no zone.
 */
export function parseIpAddress(text: string): IpAddress | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) {
    const address = ipaddr.IPv4.parse(text);
    return address.toString() === text ? { family: 4, value: fromBytes(address.toByteArray()) } : null;
  }
  if (!text.includes(':') || text.includes('%') || !ipaddr.IPv6.isValid(text)) return null;
  return { family: 6, value: fromBytes(ipaddr.IPv6.parse(text).toByteArray()) };
}

/** The canonical text: dotted decimal, or RFC 5952 for IPv6. */
export function formatIpAddress({ family, value }: IpAddress): string {
  const bytes = toBytes(value, addressBits(family) / 8);
  return family === 4 ? bytes.join('.') : new ipaddr.IPv6(bytes).toRFC5952String();
}

function fromBytes(bytes: readonly number[]): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function toBytes(value: bigint, length: number): number[] {
  return Array.from({ length }, (_, index) => Number((value >> BigInt(8 * (length - 1 - index))) & 0xffn));
}
