import { join } from './bytes.ts';
import type { CapturedPacket } from './pcap-reader.ts';
import { Fields } from './fields.ts';
import { blockOverheadBytes, blockTypes, byteOrderMagic, options } from './pcapng-format.ts';
import type { CapturedInterface, CaptureStatistics } from './pcapng-writer.ts';

/** What a capture contains, in its order. */
export type CaptureEvent =
  | ({ readonly kind: 'interface' } & CapturedInterface)
  | ({ readonly kind: 'packet'; readonly interface: number } & CapturedPacket)
  | ({ readonly kind: 'statistics'; readonly interface: number } & CaptureStatistics);

/** Captures keep at most 256 KiB of a packet. */
const mostBlockBytes = 1024 * 1024;
/** The resolution of an interface that names none. */
const microseconds = 6;

/**
 * Reads a pcapng stream, however its bytes arrive. Skips blocks that it does not know.
 * Source: draft-ietf-opsawg-pcapng.
 */
export class PcapngReader {
  #held: Uint8Array = new Uint8Array(0);
  #littleEndian: boolean | null = null;
  #ticksPerSecond: bigint[] = [];

  /** Returns the events that these bytes complete. @throws Error when they are not pcapng */
  read(bytes: Uint8Array): CaptureEvent[] {
    const input = join(this.#held, bytes);
    const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
    const events: CaptureEvent[] = [];
    let at = 0;
    while (input.length - at >= blockOverheadBytes) {
      const isSection = view.getUint32(at, true) === blockTypes.section;
      if (isSection) this.#beginSection(view, at + 8);
      if (this.#littleEndian === null) throw new Error('These bytes are not pcapng');
      const size = view.getUint32(at + 4, this.#littleEndian);
      if (size < blockOverheadBytes || size > mostBlockBytes || size % 4 !== 0)
        throw new Error(`A block of a capture can't have ${size} bytes`);
      if (input.length - at < size) break;
      const body = new DataView(input.buffer, input.byteOffset + at + 8, size - blockOverheadBytes);
      const event = isSection
        ? null
        : this.#readBlock(view.getUint32(at, this.#littleEndian), new Fields(body, this.#littleEndian));
      if (event !== null) events.push(event);
      at += size;
    }
    this.#held = input.slice(at);
    return events;
  }

  #beginSection(view: DataView, at: number): void {
    const little = [true, false].find((each) => view.getUint32(at, each) === byteOrderMagic);
    if (little === undefined) throw new Error('A section of a capture has an unknown order of bytes');
    this.#littleEndian = little;
    this.#ticksPerSecond = [];
  }

  #readBlock(type: number, body: Fields): CaptureEvent | null {
    switch (type) {
      case blockTypes.interface:
        return this.#readInterface(body);
      case blockTypes.packet:
        return this.#readPacket(body);
      case blockTypes.statistics:
        return this.#readStatistics(body);
      default:
        return null;
    }
  }

  #readInterface(body: Fields): CaptureEvent {
    const given = body.options(8);
    this.#ticksPerSecond.push(toTicks(given.byte(options.interface.timeResolution) ?? microseconds));
    return {
      kind: 'interface',
      name: given.text(options.interface.name) ?? '',
      description: given.text(options.interface.description) ?? '',
      linkType: body.uint16(0),
      snapLength: body.uint32(4),
      // The first byte says that a string follows.
      filter: given.text(options.interface.filter)?.slice(1) ?? null,
    };
  }

  #readPacket(body: Fields): CaptureEvent {
    const index = body.uint32(0);
    return {
      kind: 'packet',
      interface: index,
      at: this.#time(body, index),
      length: body.uint32(16),
      bytes: body.bytes(20, body.uint32(12)),
    };
  }

  #readStatistics(body: Fields): CaptureEvent {
    const index = body.uint32(0);
    const given = body.options(12);
    return {
      kind: 'statistics',
      interface: index,
      at: this.#time(body, index),
      received: given.count(options.statistics.received),
      dropped: given.count(options.statistics.dropped) ?? 0,
      comment: given.text(options.comment),
      isEnd: given.byte(options.statistics.end) !== null,
    };
  }

  #time(body: Fields, index: number): bigint {
    const ticksPerSecond = this.#ticksPerSecond[index];
    if (ticksPerSecond === undefined) throw new Error(`A capture has no interface ${index}`);
    return (body.time(4) * 1_000_000_000n) / ticksPerSecond;
  }
}

/** @param resolution a negative power of ten, or of two if its highest bit is set */
function toTicks(resolution: number): bigint {
  return (resolution & 0x80 ? 2n : 10n) ** BigInt(resolution & 0x7f);
}
