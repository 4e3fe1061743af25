/** Ports and protocols whose dissectors read deeply nested structures. */
const udpPorts = [53, 67, 161, 500, 520, 1701, 4789, 5353, 6081] as const;
const tcpPorts = [22, 23, 80, 179, 389, 443, 445, 502, 3868] as const;
/** OSPF, PIM, GRE, VRRP, EIGRP, SCTP, IGMP. */
const ipProtocols = [89, 103, 47, 112, 88, 132, 2] as const;
/** ARP, LLDP, MPLS, PPPoE, IPv6, EAPOL, 802.1Q, IS-IS and STP with a length. */
const etherTypes = [0x0806, 0x88cc, 0x8847, 0x8864, 0x86dd, 0x888e, 0x8100, 0x0026] as const;

/** Frames of many protocols with contents that make little sense, the same ones for the same seed. */
export function malformedFrames(seed: number, count: number): Buffer[] {
  const next = random(seed);
  const below = (most: number): number => Math.floor(next() * most);
  const pick = <T>(all: readonly T[]): T => all[below(all.length)] as T;
  const noise = (most: number): Buffer => {
    const bytes = Buffer.alloc(4 + below(most), pick([0, 1, 0xff, 0x80]));
    // Small numbers look like types and lengths.
    for (let at = 0; at < bytes.length; at += 1)
      if (next() < 0.7) bytes[at] = next() < 0.5 ? below(16) : below(256);
    return bytes;
  };
  const ethernet = (type: number, content: Buffer): Buffer =>
    Buffer.concat([Buffer.from('0180c2000000020000000001', 'hex'), uint16(type), content]);
  const ip = (protocol: number, content: Buffer): Buffer => {
    const header = Buffer.from('45000000000000004000000000000000', 'hex');
    header.writeUInt16BE((20 + content.length) & 0xffff, 2);
    header[9] = protocol;
    return ethernet(0x0800, Buffer.concat([header, Buffer.from([10, 0, 0, 1]), content]));
  };
  const one = (): Buffer => {
    const kind = below(4);
    if (kind === 0) return ethernet(pick(etherTypes), noise(300));
    if (kind === 1) return ip(pick(ipProtocols), noise(300));
    const content = noise(1200);
    if (kind === 2)
      return ip(
        17,
        Buffer.concat([
          uint16(40_000),
          uint16(pick(udpPorts)),
          uint16(8 + content.length),
          uint16(0),
          content,
        ]),
      );
    const tcp = Buffer.from('00000000000000010000000150180400', 'hex');
    tcp.writeUInt16BE(40_000 + below(8), 0);
    tcp.writeUInt16BE(pick(tcpPorts), 2);
    return ip(6, Buffer.concat([tcp, uint16(0), uint16(0), content]));
  };
  return Array.from({ length: count }, () => {
    const frame = one();
    for (let flips = below(4); flips > 0; flips -= 1) frame[12 + below(frame.length - 12)] = below(256);
    return frame;
  });
}

function uint16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 255]);
}

/** Mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
