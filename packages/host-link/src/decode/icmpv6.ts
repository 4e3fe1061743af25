import { ipv6Address } from './addresses.ts';
import { echo } from './icmp.ts';
import type { Payload } from './payload.ts';

const types: Readonly<Record<number, string>> = {
  1: 'Destination unreachable',
  2: 'Packet too big',
  3: 'Time exceeded',
  4: 'Parameter problem',
  128: 'Echo (ping) request',
  129: 'Echo (ping) reply',
  130: 'Multicast listener query',
  131: 'Multicast listener report',
  132: 'Multicast listener done',
  133: 'Router solicitation',
  134: 'Router advertisement',
  135: 'Neighbor solicitation',
  136: 'Neighbor advertisement',
  137: 'Redirect',
  143: 'Multicast listener report v2',
};

const unreachable: Readonly<Record<number, string>> = {
  0: 'no route',
  1: 'administratively prohibited',
  3: 'address',
  4: 'port',
};

export function decodeIcmpv6({ bytes, at, summary }: Payload): void {
  summary.protocol = 'ICMPv6';
  const type = bytes.getUint8(at);
  const code = bytes.getUint8(at + 1);
  summary.info = types[type] ?? `Type ${type}, code ${code}`;
  if (type === 1) summary.info += ` (${unreachable[code] ?? `code ${code}`})`;
  if (type === 2) summary.info += `, MTU ${bytes.getUint32(at + 4)}`;
  if (type === 128 || type === 129) summary.info += echo(bytes, at);
  if (type === 135 || type === 136) summary.info += ` for ${ipv6Address(bytes, at + 8)}`;
}
