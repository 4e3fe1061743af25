import { decodeIcmp } from './icmp.ts';
import { decodeIcmpv6 } from './icmpv6.ts';
import type { Payload } from './payload.ts';
import { decodeTcp, decodeUdp } from './transport.ts';

const decoders: Readonly<Record<number, (payload: Payload) => void>> = {
  1: decodeIcmp,
  6: decodeTcp,
  17: decodeUdp,
  58: decodeIcmpv6,
  89: decodeOspf,
};

/** Protocols of which only the name is shown. */
const names: Readonly<Record<number, string>> = {
  2: 'IGMP',
  4: 'IPIP',
  41: 'IPv6',
  46: 'RSVP',
  47: 'GRE',
  50: 'ESP',
  51: 'AH',
  59: 'IPv6',
  88: 'EIGRP',
  103: 'PIM',
  112: 'VRRP',
  115: 'L2TP',
  124: 'IS-IS',
  132: 'SCTP',
};

/** Decodes what an IP packet carries. */
export function decodeProtocol(protocol: number, payload: Payload): void {
  const decode = decoders[protocol];
  if (decode) return decode(payload);
  const { summary, family } = payload;
  const name = names[protocol];
  summary.protocol = name ?? `IPv${family}`;
  if (name === undefined) summary.info = `Protocol ${protocol}`;
}

const ospfTypes: Readonly<Record<number, string>> = {
  1: 'Hello',
  2: 'Database Description',
  3: 'Link State Request',
  4: 'Link State Update',
  5: 'Link State Acknowledgment',
};

function decodeOspf({ bytes, at, summary }: Payload): void {
  summary.protocol = 'OSPF';
  const type = bytes.getUint8(at + 1);
  summary.info = ospfTypes[type] ?? `Type ${type}`;
}
