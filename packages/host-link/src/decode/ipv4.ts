import { ipv4Address } from './addresses.ts';
import { decodeProtocol } from './ip-protocols.ts';
import type { Summary } from './summary.ts';

export function decodeIpv4(bytes: DataView, at: number, summary: Summary): void {
  summary.protocol = 'IPv4';
  summary.source = ipv4Address(bytes, at + 12);
  summary.destination = ipv4Address(bytes, at + 16);
  const headerBytes = (bytes.getUint8(at) & 0x0f) * 4;
  if (headerBytes < 20) {
    summary.info = `A header of ${headerBytes} bytes, which is too short`;
    return;
  }
  const protocol = bytes.getUint8(at + 9);
  const fragment = bytes.getUint16(at + 6);
  const offset = (fragment & 0x1fff) * 8;
  // Later fragments have no header of their protocol.
  if (offset > 0) {
    summary.info = `Fragment at ${offset} of protocol ${protocol}`;
    return;
  }
  const length = bytes.getUint16(at + 2);
  decodeProtocol(protocol, {
    bytes,
    at: at + headerBytes,
    // Zero where the kernel left the segmentation to the device.
    length: length === 0 ? bytes.byteLength - at - headerBytes : length - headerBytes,
    family: 4,
    summary,
  });
}
