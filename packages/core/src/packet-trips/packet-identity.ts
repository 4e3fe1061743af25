/** A larger part of a packet tells it from others no better. */
const mostBytes = 128;
const ethernetBytes = 14;
const ipv4 = 0x0800;
const ipv6 = 0x86dd;

/**
 * What stays the same of a frame on its way through a lab: all after the Ethernet header, without what a router changes (the
 * time to live and the checksum of an IPv4 header, the hop limit of an IPv6 header). Two frames with the same identity may
 * still be two packets, such as an ARP request that is repeated.
 */
export function packetIdentity(frame: Uint8Array): string {
  const type = ((frame[12] ?? 0) << 8) | (frame[13] ?? 0);
  const packet = frame.slice(ethernetBytes, ethernetBytes + mostBytes);
  if (type === ipv4) for (const at of [8, 10, 11]) packet[at] = 0;
  if (type === ipv6) packet[7] = 0;
  // Short frames are padded on some links and not on others.
  const length =
    type === ipv4 ? Math.min(packet.length, ((packet[2] ?? 0) << 8) | (packet[3] ?? 0)) : packet.length;
  return `${type} ${Array.from(packet.subarray(0, length || packet.length)).join(' ')}`;
}

/** The sender of a frame: `02:00:0a:00:00:01`. Null for bytes that are no frame. */
export function senderOf(frame: Uint8Array): string | null {
  if (frame.length < ethernetBytes) return null;
  return Array.from(frame.subarray(6, 12), (byte) => byte.toString(16).padStart(2, '0')).join(':');
}
