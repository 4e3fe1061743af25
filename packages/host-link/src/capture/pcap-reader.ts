import { join } from './bytes.ts';

/** What the first bytes of a pcap stream say about all its packets. */
export interface PcapHeader {
  /** As in the registry of link types: 1 is Ethernet. */
  readonly linkType: number;
  /** The most bytes of a packet that are kept. */
  readonly snapLength: number;
}

/** A captured packet. Its bytes may be fewer than it had on the wire. */
export interface CapturedPacket {
  /** Nanoseconds since 1970. */
  readonly at: bigint;
  /** Its length on the wire, in bytes. */
  readonly length: number;
  /** Valid until the next read; copy what outlives it. */
  readonly bytes: Uint8Array;
  /** The number of its interface in a capture of several; 0 if it is left out. */
  readonly interface?: number;
}

const headerBytes = 24;
const recordBytes = 16;
/** tcpdump keeps at most this much of a packet. */
const mostPacketBytes = 262_144;
const microsecondMagic = 0xa1b2c3d4;
const nanosecondMagic = 0xa1b23c4d;

/**
 * Reads a stream of the format that tcpdump writes, however its bytes arrive.
 * Source: draft-ietf-opsawg-pcap.
 */
export class PcapReader {
  #held: Uint8Array = new Uint8Array(0);
  #header: PcapHeader | null = null;
  #littleEndian = true;
  #nanosecondsPerTick = 1n;

  /** Null until the first 24 bytes have arrived. */
  get header(): PcapHeader | null {
    return this.#header;
  }

  /** Returns the packets that these bytes complete. @throws Error when they are not pcap */
  read(bytes: Uint8Array): CapturedPacket[] {
    const input = join(this.#held, bytes);
    const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
    const packets: CapturedPacket[] = [];
    let at = 0;
    if (this.#header === null) {
      if (input.length < headerBytes) {
        this.#held = input.slice();
        return packets;
      }
      this.#header = this.#readHeader(view);
      at = headerBytes;
    }
    while (input.length - at >= recordBytes) {
      const kept = view.getUint32(at + 8, this.#littleEndian);
      if (kept > mostPacketBytes) throw new Error(`A captured packet has ${kept} bytes`);
      if (input.length - at < recordBytes + kept) break;
      const seconds = BigInt(view.getUint32(at, this.#littleEndian));
      const ticks = BigInt(view.getUint32(at + 4, this.#littleEndian));
      packets.push({
        at: seconds * 1_000_000_000n + ticks * this.#nanosecondsPerTick,
        length: view.getUint32(at + 12, this.#littleEndian),
        bytes: input.subarray(at + recordBytes, at + recordBytes + kept),
      });
      at += recordBytes + kept;
    }
    this.#held = input.slice(at);
    return packets;
  }

  #readHeader(view: DataView): PcapHeader {
    const little = view.getUint32(0, true);
    this.#littleEndian = little === nanosecondMagic || little === microsecondMagic;
    const magic = view.getUint32(0, this.#littleEndian);
    if (magic !== nanosecondMagic && magic !== microsecondMagic)
      throw new Error(`A capture begins with ${magic.toString(16)}, which is not pcap`);
    this.#nanosecondsPerTick = magic === nanosecondMagic ? 1n : 1000n;
    return {
      snapLength: view.getUint32(16, this.#littleEndian),
      // The upper bits are flags.
      linkType: view.getUint32(20, this.#littleEndian) & 0xffff,
    };
  }
}
