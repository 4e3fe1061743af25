import {
  captureMediaType,
  pcapngHeader,
  pcapngPackets,
  pcapngStatistics,
} from '@pineapple/host-link/capture';
import type { KeptPacket, KeptPackets } from './packet-ring.ts';

const ethernet = 1;
/** As tcpdump's. */
const snapLength = 262_144;
const packetsOfPart = 4096;

/** What is known about a capture besides its packets. */
interface CaptureFacts {
  /** In the order of their numbers. */
  readonly interfaces: readonly string[];
  readonly container: string;
  readonly filter: string;
  /** Packets that the host lost. */
  readonly dropped: number;
}

/** A pcapng file of these packets, for Wireshark. */
export function captureFile(packets: KeptPackets, facts: CaptureFacts): Blob {
  const { interfaces, container, filter, dropped } = facts;
  const parts = [
    pcapngHeader(
      ...interfaces.map((name) => ({
        ...{ name, description: container, linkType: ethernet, snapLength },
        filter: filter === '' ? null : filter,
      })),
    ),
    ...inParts(packets),
    pcapngStatistics({
      at: packets.get(packets.length - 1)?.at ?? 0n,
      received: null,
      dropped,
      comment: null,
    }),
  ];
  return new Blob(parts as BlobPart[], { type: captureMediaType });
}

/** The blocks of many packets, some at a time: each is an object only while its block is written. */
function* inParts(packets: KeptPackets): Generator<Uint8Array> {
  let part: KeptPacket[] = [];
  for (const packet of packets) {
    part.push(packet);
    if (part.length < packetsOfPart) continue;
    yield pcapngPackets(part);
    part = [];
  }
  yield pcapngPackets(part);
}
