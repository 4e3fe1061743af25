import { isIPv4, isIPv6 } from 'node:net';

/** An address without the part that tells one household from the next; null when it is none. */
export function coarseAddress(address: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(plain)) return plain.replace(/\d+$/, 'x');
  if (!isIPv6(plain)) return null;
  const [head = ''] = plain.split('::', 1);
  const groups = head === '' ? [] : head.split(':').slice(0, 3);
  return `${groups.join(':')}::/48`;
}
