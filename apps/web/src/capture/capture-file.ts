import {
  captureMediaType,
  pcapngHeader,
  pcapngPackets,
  pcapngStatistics,
} from '@pineapple/host-link/capture';
import type { KeptPacket } from './packet-ring.ts';

const ethernet = 1;
/** As tcpdump's. */
const snapLength = 262_144;

/** What is known about a capture besides its packets. */
interface CaptureFacts {
  readonly interfaceName: string;
  readonly container: string;
  readonly filter: string;
  /** Packets that the host lost. */
  readonly dropped: number;
}

/** A pcapng file of these packets, for Wireshark. */
export function captureFile(packets: readonly KeptPacket[], facts: CaptureFacts): Blob {
  const { interfaceName, container, filter, dropped } = facts;
  const parts = [
    pcapngHeader({
      name: interfaceName,
      description: container,
      linkType: ethernet,
      snapLength,
      filter: filter === '' ? null : filter,
    }),
    pcapngPackets(packets),
    pcapngStatistics({ at: packets.at(-1)?.at ?? 0n, received: null, dropped, comment: null }),
  ];
  return new Blob(parts as BlobPart[], { type: captureMediaType });
}
