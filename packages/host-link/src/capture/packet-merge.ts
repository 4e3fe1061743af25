import type { CapturedPacket } from './pcap-reader.ts';

/** How often packets go on. Each waits for one or two of these, in milliseconds. */
const turnMs = 25;
/** More may not wait: they go on at once. */
const mostWaiting = 20_000;
const mostWaitingBytes = 4 * 1024 * 1024;

/**
 * Merges the packets of several interfaces by their times. A packet waits for up to 50 ms for earlier ones of the other
 * interfaces; those that come later are out of order.
 */
export class PacketMerge {
  readonly #emit: (packets: readonly CapturedPacket[]) => void;
  /** What came before the present turn, and during it. */
  #earlier: CapturedPacket[] = [];
  #later: CapturedPacket[] = [];
  #bytes = 0;
  #turn: NodeJS.Timeout | undefined;

  /** @param emit gets the packets in their order. Their bytes stay valid. */
  constructor(emit: (packets: readonly CapturedPacket[]) => void) {
    this.#emit = emit;
  }

  add(packets: readonly CapturedPacket[]): void {
    for (const packet of packets) {
      this.#later.push({ ...packet, bytes: packet.bytes.slice() });
      this.#bytes += packet.bytes.length;
    }
    if (this.#earlier.length + this.#later.length > mostWaiting || this.#bytes > mostWaitingBytes)
      this.flush();
    else this.#turn ??= setInterval(() => this.#next(), turnMs).unref();
  }

  /** Emits all that waits. */
  flush(): void {
    clearInterval(this.#turn);
    this.#turn = undefined;
    const all = [...this.#earlier, ...this.#later].sort(byTime);
    this.#earlier = [];
    this.#later = [];
    this.#bytes = 0;
    if (all.length > 0) this.#emit(all);
  }

  #next(): void {
    if (this.#later.length === 0) return this.flush();
    // What comes from now on is later than all that came before this turn.
    const last = this.#earlier.reduce((most, { at }) => (at > most ? at : most), 0n);
    const all = [...this.#earlier, ...this.#later].sort(byTime);
    const ready = all.findIndex(({ at }) => at > last);
    const due = all.slice(0, ready < 0 ? all.length : ready);
    this.#earlier = ready < 0 ? [] : all.slice(ready);
    this.#later = [];
    this.#bytes = this.#earlier.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (due.length > 0) this.#emit(due);
  }
}

function byTime(one: CapturedPacket, other: CapturedPacket): number {
  return one.at < other.at ? -1 : one.at > other.at ? 1 : 0;
}
