import { addressBits, formatIpAddress, parseIpAddress, type IpAddress } from './ip-address.ts';

/** A block of addresses, first and last included. */
export interface Subnet {
  readonly family: 4 | 6;
  readonly prefixLength: number;
  readonly first: bigint;
  readonly last: bigint;
}

/** A subnet as written: its address may have bits set after the prefix. */
interface WrittenSubnet {
  readonly address: IpAddress;
  readonly subnet: Subnet;
}

/** The block of 2^(bits − prefixLength) addresses that contains the address. */
export function subnetOf(address: IpAddress, prefixLength: number): Subnet {
  const hostMask = (1n << BigInt(addressBits(address.family) - prefixLength)) - 1n;
  const first = address.value - (address.value & hostMask);
  return { family: address.family, prefixLength, first, last: first + hostMask };
}

/** Parses CIDR notation of either family; null if the text is not that. */
export function parseWrittenSubnet(text: string): WrittenSubnet | null {
  const match = /^([^/]+)\/(0|[1-9][0-9]{0,2})$/.exec(text);
  const address = match?.[1] === undefined ? null : parseIpAddress(match[1]);
  const prefixLength = Number(match?.[2]);
  if (address === null || prefixLength > addressBits(address.family)) return null;
  return { address, subnet: subnetOf(address, prefixLength) };
}

/** Parses a subnet that must be canonical, such as one of a stored lab. @throws if it is not */
export function parseSubnet(text: string): Subnet {
  const written = parseWrittenSubnet(text);
  if (written === null || written.address.value !== written.subnet.first) {
    throw new Error(`${text} is not a canonical subnet.`);
  }
  return written.subnet;
}

export function formatSubnet({ family, first, prefixLength }: Subnet): string {
  return `${formatIpAddress({ family, value: first })}/${prefixLength}`;
}

export function subnetContains(outer: Subnet, inner: Subnet | IpAddress): boolean {
  if (outer.family !== inner.family) return false;
  const [first, last] = 'value' in inner ? [inner.value, inner.value] : [inner.first, inner.last];
  return outer.first <= first && last <= outer.last;
}

export function subnetsOverlap(one: Subnet, other: Subnet): boolean {
  return one.family === other.family && one.first <= other.last && other.first <= one.last;
}
