import { ipv4Address, macAddress } from './addresses.ts';
import type { Summary } from './summary.ts';

const request = 1;
const reply = 2;

export function decodeArp(bytes: DataView, at: number, summary: Summary): void {
  summary.protocol = 'ARP';
  const operation = bytes.getUint16(at + 6);
  const sender = ipv4Address(bytes, at + 14);
  const target = ipv4Address(bytes, at + 24);
  if (operation === request)
    summary.info = sender === target ? `${sender} announces itself` : `Who has ${target}? Tell ${sender}`;
  else if (operation === reply) summary.info = `${sender} is at ${macAddress(bytes, at + 8)}`;
  else summary.info = `Operation ${operation}`;
}
