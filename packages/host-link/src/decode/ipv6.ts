import { ipv6Address } from './addresses.ts';
import { decodeProtocol } from './ip-protocols.ts';
import type { Summary } from './summary.ts';

const headerBytes = 40;
const fragmentHeader = 44;
const authenticationHeader = 51;
/** Hop-by-hop options, routing, destination options, mobility, shim. */
const extensionHeaders: ReadonlySet<number> = new Set([0, 43, 60, 135, 139, 140]);
/** More than a packet has, and few enough for any packet. */
const mostExtensions = 16;

export function decodeIpv6(bytes: DataView, at: number, summary: Summary): void {
  summary.protocol = 'IPv6';
  summary.source = ipv6Address(bytes, at + 8);
  summary.destination = ipv6Address(bytes, at + 24);
  let protocol = bytes.getUint8(at + 6);
  let next = at + headerBytes;
  for (let count = 0; count < mostExtensions; count += 1) {
    if (protocol === fragmentHeader) {
      const offset = bytes.getUint16(next + 2) & 0xfff8;
      protocol = bytes.getUint8(next);
      if (offset > 0) {
        summary.info = `Fragment at ${offset} of protocol ${protocol}`;
        return;
      }
      next += 8;
    } else if (extensionHeaders.has(protocol) || protocol === authenticationHeader) {
      const units = bytes.getUint8(next + 1);
      const size = protocol === authenticationHeader ? (units + 2) * 4 : (units + 1) * 8;
      protocol = bytes.getUint8(next);
      next += size;
    } else break;
  }
  const length = bytes.getUint16(at + 4) - (next - at - headerBytes);
  decodeProtocol(protocol, { bytes, at: next, length, family: 6, summary });
}
