import type { Payload } from './payload.ts';

const types: Readonly<Record<number, string>> = {
  0: 'Echo (ping) reply',
  3: 'Destination unreachable',
  4: 'Source quench',
  5: 'Redirect',
  8: 'Echo (ping) request',
  9: 'Router advertisement',
  10: 'Router solicitation',
  11: 'Time to live exceeded',
  12: 'Parameter problem',
  13: 'Timestamp request',
  14: 'Timestamp reply',
};

const unreachable: Readonly<Record<number, string>> = {
  0: 'network',
  1: 'host',
  2: 'protocol',
  3: 'port',
  4: 'fragmentation needed',
  9: 'network administratively prohibited',
  10: 'host administratively prohibited',
  13: 'communication administratively prohibited',
};

export function decodeIcmp({ bytes, at, summary }: Payload): void {
  summary.protocol = 'ICMP';
  const type = bytes.getUint8(at);
  const code = bytes.getUint8(at + 1);
  summary.info = types[type] ?? `Type ${type}, code ${code}`;
  if (type === 0 || type === 8) summary.info += echo(bytes, at);
  if (type === 3) summary.info += ` (${unreachable[code] ?? `code ${code}`})`;
  if (type === 3 && code === 4) summary.info += `, MTU ${bytes.getUint16(at + 6)}`;
}

/** Which echo it is: the identifier and the number of a request or a reply. */
export function echo(bytes: DataView, at: number): string {
  return `, id ${bytes.getUint16(at + 4)}, seq ${bytes.getUint16(at + 6)}`;
}
