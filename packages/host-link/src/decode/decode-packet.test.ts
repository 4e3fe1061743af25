import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePacket } from './decode-packet.ts';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'));
const macs = '02000000000b 02000000000a';

/** An IPv4 packet from 10.0.0.1 to 10.0.0.2 in an Ethernet frame. */
function ipv4(protocol: string, payload: string, fragment = '0000'): string {
  const length = (20 + bytes(payload).length).toString(16).padStart(4, '0');
  return `${macs} 0800 4500${length} 0001${fragment} 40${protocol}0000 0a000001 0a000002 ${payload}`;
}

/** An IPv6 packet from fe80::1 to ff02::1. */
function ipv6(next: string, payload: string): string {
  const length = bytes(payload).length.toString(16).padStart(4, '0');
  return `${macs} 86dd 60000000 ${length}${next}ff fe80000000000000 0000000000000001 ff02000000000000 0000000000000001 ${payload}`;
}

const ping = '0800 0000 0007 0002 6162';
const target = 'fe80000000000000 0000000000000002';
const row = (hexText: string): string => {
  const { source, destination, protocol, info } = decodePacket(bytes(hexText));
  return `${source} ${destination} ${protocol}: ${info}`;
};
const ip = '10.0.0.1 10.0.0.2';
const mac = '02:00:00:00:00:0a 02:00:00:00:00:0b';

describe('decodePacket', () => {
  it.each([
    ['a ping', ipv4('01', ping), `${ip} ICMP: Echo (ping) request, id 7, seq 2`],
    [
      'a ping in two VLANs',
      ipv4('01', ping).replace('0800 45', '88a8 0005 8100 2007 0800 45'),
      `${ip} ICMP: VLAN 5, 7 Echo (ping) request, id 7, seq 2`,
    ],
    [
      'a small MTU',
      ipv4('01', '0304 0000 0000 0578'),
      `${ip} ICMP: Destination unreachable (fragmentation needed), MTU 1400`,
    ],
    ['a later fragment', ipv4('11', ping, '00b9'), `${ip} IPv4: Fragment at 1480 of protocol 17`],
    [
      'an ARP request',
      `${macs} 0806 0001 0800 0604 0001 02000000000a 0a000001 000000000000 0a000002`,
      `${mac} ARP: Who has 10.0.0.2? Tell 10.0.0.1`,
    ],
    [
      'an ARP reply',
      `${macs} 0806 0001 0800 0604 0002 02000000000a 0a000001 02000000000b 0a000002`,
      `${mac} ARP: 10.0.0.1 is at 02:00:00:00:00:0a`,
    ],
    [
      'a SYN to BGP',
      ipv4('06', '9c40 00b3 00000001 00000000 5002 2000 0000 0000'),
      `${ip} TCP: 40000 → 179 [SYN] Seq=1 Win=8192 Len=0`,
    ],
    [
      'a BGP message',
      ipv4('06', '00b3 9c40 00000001 00000002 5018 2000 0000 0000 ffff'),
      `${ip} BGP: 179 → 40000 [PSH, ACK] Seq=1 Ack=2 Win=8192 Len=2`,
    ],
    ['DNS', ipv4('11', '9c40 0035 000c 0000 01020304'), `${ip} DNS: 40000 → 53 Len=4`],
    ['DHCP', ipv4('11', '0044 0043 0008 0000'), `${ip} DHCP: 68 → 67 Len=0`],
    ['OSPF', ipv4('59', '0201 002c'), `${ip} OSPF: Hello`],
    [
      'a neighbor solicitation',
      ipv6('3a', `8700 0000 00000000 ${target}`),
      'fe80::1 ff02::1 ICMPv6: Neighbor solicitation for fe80::2',
    ],
    [
      'MLD behind a hop-by-hop option',
      ipv6('00', '3a00 0502 0000 0100 8f00 0000 00000000'),
      'fe80::1 ff02::1 ICMPv6: Multicast listener report v2',
    ],
    ['LLDP', `0180c200000e 02000000000a 88cc 0207`, '02:00:00:00:00:0a 01:80:c2:00:00:0e LLDP: '],
    ['STP', `0180c2000000 02000000000a 0026 4242 03`, '02:00:00:00:00:0a 01:80:c2:00:00:00 STP: '],
    ['an unknown type', `${macs} 9999 00`, `${mac} 0x9999: `],
    ['a frame that was cut off', ipv4('01', '0800'), `${ip} ICMP: Echo (ping) request [cut off]`],
    [
      'a header that is too short',
      ipv4('01', ping).replace('4500', '4100'),
      `${ip} IPv4: A header of 4 bytes, which is too short`,
    ],
    ['nothing', '', '  Ethernet: [cut off]'],
  ])('describes %s', (_name, frame, expected) => {
    expect(row(frame)).toBe(expected);
  });

  it('reads any bytes without throwing, at any offset of their buffer', () => {
    const samples = [
      ipv4('01', ping),
      ipv4('06', '9c4000b3'),
      ipv6('3a', '8700'),
      ipv6('2c', '06000000'),
    ].map(bytes);
    const mangled = fc
      .tuple(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(fc.nat(80), fc.nat(255)), { maxLength: 6 }),
        fc.nat(90),
      )
      .map(([sample, changes, length]) => {
        const frame = new Uint8Array(90);
        frame.set(sample);
        for (const [at, value] of changes) frame[at] = value;
        return frame.subarray(0, length);
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 120 }), mangled), fc.nat(9), (frame, before) => {
        const buffer = new Uint8Array(before + frame.length + 8).fill(0xff);
        buffer.set(frame, before);
        const decoded = decodePacket(buffer.subarray(before, before + frame.length));
        expect(decoded).toEqual(decodePacket(frame));
        expect(decoded.protocol).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['00'.repeat(16), '::'],
    ['20010db8000000000001000000000001', '2001:db8::1:0:0:1'],
    ['20010db8000100010001000100010001', '2001:db8:1:1:1:1:1:1'],
    ['20010db8000000010001000100010001', '2001:db8:0:1:1:1:1:1'],
    ['0000000000000000000000000000000f', '::f'],
    ['fe800000000000000000000000000000', 'fe80::'],
  ])('writes the address %s as %s', (address, text) => {
    expect(decodePacket(bytes(ipv6('3b', '').replace(/fe80.{31}/, address))).source).toBe(text);
  });
});
