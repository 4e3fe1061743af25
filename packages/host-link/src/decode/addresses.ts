/** Six bytes as a MAC address. */
export function macAddress(bytes: DataView, at: number): string {
  return Array.from({ length: 6 }, (_, index) => hex(bytes.getUint8(at + index), 2)).join(':');
}

/** Four bytes as an IPv4 address. */
export function ipv4Address(bytes: DataView, at: number): string {
  return Array.from({ length: 4 }, (_, index) => bytes.getUint8(at + index)).join('.');
}

/** Sixteen bytes as an IPv6 address, in the form of RFC 5952. */
export function ipv6Address(bytes: DataView, at: number): string {
  const words = Array.from({ length: 8 }, (_, index) => bytes.getUint16(at + index * 2));
  const { from, length } = longestZeros(words);
  if (length < 2) return words.map((word) => word.toString(16)).join(':');
  const text = (some: readonly number[]): string => some.map((word) => word.toString(16)).join(':');
  return `${text(words.slice(0, from))}::${text(words.slice(from + length))}`;
}

export function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

/** The first of the longest runs of zeros. */
function longestZeros(words: readonly number[]): { readonly from: number; readonly length: number } {
  let best = { from: 0, length: 0 };
  let length = 0;
  for (const [index, word] of words.entries()) {
    length = word === 0 ? length + 1 : 0;
    if (length > best.length) best = { from: index - length + 1, length };
  }
  return best;
}
