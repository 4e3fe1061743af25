import type { CapturedPacket } from '@pineapple/host-link/capture';

/** A packet that the page keeps. */
export interface KeptPacket extends CapturedPacket {
  /** Counts from 1, the packets that are no longer kept included. */
  readonly number: number;
}

interface RingLimits {
  readonly packets: number;
  readonly bytes: number;
}

/** As much as a list is scrolled through, and a page can hold. */
export const pageLimits: RingLimits = { packets: 50_000, bytes: 64 * 1024 * 1024 };

/** The latest packets of a capture. */
export class PacketRing {
  readonly #limits: RingLimits;
  #packets: KeptPacket[] = [];
  /** Where the kept packets begin. Those before are removed from time to time, all at once. */
  #first = 0;
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
    return this.#packets.length - this.#first;
  }

  add({ at, length, bytes }: CapturedPacket): void {
    this.#total += 1;
    // The bytes are part of a larger piece.
    this.#packets.push({ number: this.#total, at, length, bytes: bytes.slice() });
    this.#bytes += bytes.length;
    while (this.length > this.#limits.packets || (this.#bytes > this.#limits.bytes && this.length > 1)) {
      this.#bytes -= this.#packets[this.#first]?.bytes.length ?? 0;
      this.#first += 1;
    }
    if (this.#first > this.#limits.packets) this.#compact();
  }

  /** The kept packets, oldest first. It does not change when packets are added. */
  snapshot(): readonly KeptPacket[] {
    this.#compact();
    return [...this.#packets];
  }

  #compact(): void {
    if (this.#first > 0) this.#packets = this.#packets.slice(this.#first);
    this.#first = 0;
  }
}
