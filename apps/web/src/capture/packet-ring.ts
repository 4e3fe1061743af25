import type { CapturedPacket } from '@pineapple/host-link/capture';

/** A packet that the page keeps. */
export interface KeptPacket extends CapturedPacket {
  /** Counts from 1, the packets that are no longer kept included. */
  readonly number: number;
}

/** The packets that were kept at one moment, oldest first. It does not change when packets are added. */
export interface KeptPackets extends Iterable<KeptPacket> {
  readonly length: number;
  /** @param index from 0 */
  get(index: number): KeptPacket | undefined;
}

interface RingLimits {
  readonly packets: number;
  readonly bytes: number;
  /** Packets that are dropped together. */
  readonly together: number;
}

/** As much as a page can hold. */
const pageLimits: RingLimits = { packets: 1_000_000, bytes: 128 * 1024 * 1024, together: 4096 };
const firstBytes = 64 * 1024;

/** Packets that lie one behind the other. An object for each would take several times their memory. */
class Segment {
  /** The number of its first packet. */
  readonly first: number;
  length = 0;
  readonly #at: BigUint64Array;
  readonly #lengths: Uint32Array;
  readonly #interfaces: Uint8Array;
  /** Where the bytes of each packet end. */
  readonly #ends: Uint32Array;
  #bytes = new Uint8Array(firstBytes);
  #used = 0;

  constructor(first: number, room: number) {
    this.first = first;
    this.#at = new BigUint64Array(room);
    this.#lengths = new Uint32Array(room);
    this.#interfaces = new Uint8Array(room);
    this.#ends = new Uint32Array(room);
  }

  get isFull(): boolean {
    return this.length === this.#ends.length;
  }

  get bytes(): number {
    return this.#used;
  }

  add({ at, length, bytes, interface: from }: CapturedPacket): void {
    const end = this.#used + bytes.length;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(end, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, this.#used));
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, this.#used);
    this.#used = end;
    this.#at[this.length] = at;
    this.#lengths[this.length] = length;
    this.#interfaces[this.length] = from ?? 0;
    this.#ends[this.length] = end;
    this.length += 1;
  }

  get(index: number): KeptPacket {
    const start = index === 0 ? 0 : (this.#ends[index - 1] ?? 0);
    return {
      number: this.first + index,
      at: this.#at[index] ?? 0n,
      length: this.#lengths[index] ?? 0,
      interface: this.#interfaces[index] ?? 0,
      bytes: this.#bytes.subarray(start, this.#ends[index]),
    };
  }
}

/** The latest packets of a capture. */
export class PacketRing {
  readonly #limits: RingLimits;
  #segments: Segment[] = [];
  #length = 0;
  #bytes = 0;
  #total = 0;

  constructor(limits: RingLimits = pageLimits) {
    this.#limits = limits;
  }

  /** How many packets there were in all. */
  get total(): number {
    return this.#total;
  }

  get length(): number {
    return this.#length;
  }

  /** Its bytes are copied: they are part of a larger piece. */
  add(packet: CapturedPacket): void {
    this.#total += 1;
    let last = this.#segments.at(-1);
    if (!last || last.isFull) {
      last = new Segment(this.#total, this.#limits.together);
      this.#segments.push(last);
    }
    last.add(packet);
    this.#length += 1;
    this.#bytes += packet.bytes.length;
    while (this.#segments.length > 1 && this.#isOver()) {
      const oldest = this.#segments.shift();
      this.#length -= oldest?.length ?? 0;
      this.#bytes -= oldest?.bytes ?? 0;
    }
  }

  snapshot(): KeptPackets {
    return new Snapshot([...this.#segments], this.#length, this.#limits.together);
  }

  #isOver(): boolean {
    return this.#length > this.#limits.packets || this.#bytes > this.#limits.bytes;
  }
}

class Snapshot implements KeptPackets {
  readonly #segments: readonly Segment[];
  readonly length: number;
  readonly #together: number;

  /** @param together how many packets each segment but the last has */
  constructor(segments: readonly Segment[], length: number, together: number) {
    this.#segments = segments;
    this.length = length;
    this.#together = together;
  }

  get(index: number): KeptPacket | undefined {
    if (index < 0 || index >= this.length) return undefined;
    return this.#segments[Math.floor(index / this.#together)]?.get(index % this.#together);
  }

  *[Symbol.iterator](): Iterator<KeptPacket> {
    for (let index = 0; index < this.length; index += 1) {
      const packet = this.get(index);
      if (packet) yield packet;
    }
  }
}
