import { hex, macAddress } from './addresses.ts';
import { decodeArp } from './arp.ts';
import { decodeIpv4 } from './ipv4.ts';
import { decodeIpv6 } from './ipv6.ts';
import type { Decoder, Summary } from './summary.ts';

/** Types that say that a VLAN tag of four bytes follows. */
const vlanTypes: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x9100]);
/** A smaller number is the length of an IEEE 802.3 frame. */
const leastType = 0x600;
/** More tags than networks have, and few enough for any frame. */
const mostTags = 8;

const decoders: Readonly<Record<number, Decoder>> = {
  0x0800: decodeIpv4,
  0x0806: decodeArp,
  0x86dd: decodeIpv6,
};

/** Protocols of which only the name is shown. */
const names: Readonly<Record<number, string>> = {
  0x22f3: 'TRILL',
  0x8035: 'RARP',
  0x8809: 'LACP',
  0x8847: 'MPLS',
  0x8848: 'MPLS',
  0x8863: 'PPPoED',
  0x8864: 'PPPoES',
  0x888e: 'EAPOL',
  0x88cc: 'LLDP',
  0x88e5: 'MACsec',
  0x88f7: 'PTP',
};

/** The first bytes of IEEE 802.2: the service of the destination. */
const services: Readonly<Record<number, string>> = { 0x42: 'STP', 0xaa: 'SNAP', 0xfe: 'IS-IS' };

export function decodeEthernet(bytes: DataView, at: number, summary: Summary): void {
  summary.destination = macAddress(bytes, at);
  summary.source = macAddress(bytes, at + 6);
  const vlans: number[] = [];
  let type = bytes.getUint16(at + 12);
  let next = at + 14;
  while (vlanTypes.has(type) && vlans.length < mostTags) {
    vlans.push(bytes.getUint16(next) & 0x0fff);
    type = bytes.getUint16(next + 2);
    next += 4;
  }
  try {
    decodeType(bytes, next, type, summary);
  } finally {
    if (vlans.length > 0) summary.info = `VLAN ${vlans.join(', ')} ${summary.info}`.trimEnd();
  }
}

function decodeType(bytes: DataView, at: number, type: number, summary: Summary): void {
  const decode = decoders[type];
  if (decode) return decode(bytes, at, summary);
  if (type < leastType) {
    const service = bytes.getUint8(at);
    summary.protocol = services[service] ?? 'LLC';
    return;
  }
  summary.protocol = names[type] ?? `0x${hex(type, 4)}`;
}
