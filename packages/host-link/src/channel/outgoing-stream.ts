import { maxDataBytes, messageFlags, messageHeaderBytes, type MessageType, writeMessage } from './message.ts';
import { RoundTrip } from './round-trip.ts';

/** Messages that may be on their way: 128 KiB of payload, so that a keystroke never waits behind more. */
export const windowMessages = 128;
const slot = (sequence: number): number => sequence & (windowMessages - 1);
/** A message is lost when this many that were sent after it have arrived. */
const reordering = 3;
const longestBackoff = 5;

export interface OutgoingStreamOptions {
  readonly type: Extract<MessageType, 'input_stream_data' | 'output_stream_data'>;
  /** Puts a message on the wire. */
  readonly transmit: (message: Buffer) => void;
  /** Everything that was given has been sent once. */
  readonly onDrain: () => void;
  /** Everything that was sent has arrived. */
  readonly onSettled: () => void;
}

/** One direction of a channel, at its sender: numbers messages, keeps them until they have arrived, sends again. */
export class OutgoingStream {
  readonly #options: OutgoingStreamOptions;
  readonly #roundTrip = new RoundTrip();
  readonly #messages = new Array<Buffer | null>(windowMessages).fill(null);
  readonly #sentAt = new Float64Array(windowMessages);
  /** The number of the latest transmission of each message; transmissions are counted over all messages. */
  readonly #transmission = new Float64Array(windowMessages);
  readonly #repeated = new Uint8Array(windowMessages);
  readonly #waiting: { payloadType: number; bytes: Buffer }[] = [];
  #transmissions = 0;
  #latestArrived = 0;
  #oldest = 0;
  #next = 0;
  #running = false;
  #backoff = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: OutgoingStreamOptions) {
    this.#options = options;
  }

  /** Whether everything that was given has been sent once. */
  get drained(): boolean {
    return this.#waiting.length === 0;
  }

  /** Whether everything that was given has arrived. */
  get settled(): boolean {
    return this.drained && this.#oldest === this.#next;
  }

  send(payloadType: number, bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#waiting.push({ payloadType, bytes });
    this.#fill();
  }

  /** There is a wire again: what has not arrived goes out on it. */
  start(): void {
    if (this.#running) return;
    this.#running = true;
    for (let sequence = this.#oldest; sequence < this.#next; sequence += 1) {
      if (this.#messages[slot(sequence)]) this.#repeat(sequence);
    }
    this.#fill();
    this.#watch();
  }

  /** There is no wire, or nobody at its other end. */
  stop(): void {
    this.#running = false;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  arrived(sequence: number): void {
    if (sequence < this.#oldest || sequence >= this.#next) return;
    const at = slot(sequence);
    if (this.#messages[at] === null) return;
    if (this.#repeated[at] === 0) {
      this.#roundTrip.measured(performance.now() - (this.#sentAt[at] ?? 0));
    }
    this.#messages[at] = null;
    this.#latestArrived = Math.max(this.#latestArrived, this.#transmission[at] ?? 0);
    this.#backoff = 0;
    if (sequence === this.#oldest) {
      while (this.#oldest < this.#next && this.#messages[slot(this.#oldest)] === null) this.#oldest += 1;
      this.#fill();
      if (this.settled) this.#options.onSettled();
    } else {
      this.#repeatLost();
    }
  }

  /** Sends as much of what waits as the window has room for. */
  #fill(): void {
    if (!this.#running) return;
    let first = this.#waiting[0];
    if (!first) return;
    while (first && this.#next - this.#oldest < windowMessages) {
      const room = (windowMessages - (this.#next - this.#oldest)) * maxDataBytes;
      const { payloadType, bytes }: { payloadType: number; bytes: Buffer } = first;
      const part = bytes.length <= room ? bytes : bytes.subarray(0, room);
      this.#sendPart(payloadType, part);
      if (part.length === bytes.length) this.#waiting.shift();
      else this.#waiting[0] = { payloadType, bytes: bytes.subarray(part.length) };
      first = this.#waiting[0];
    }
    this.#watch();
    if (!first) this.#options.onDrain();
  }

  /** One buffer for all the messages of a part costs less than one for each. */
  #sendPart(payloadType: number, part: Buffer): void {
    const count = Math.ceil(part.length / maxDataBytes);
    const target = Buffer.allocUnsafe(part.length + count * messageHeaderBytes);
    let at = 0;
    for (let from = 0; from < part.length; from += maxDataBytes) {
      const payload = part.subarray(from, from + maxDataBytes);
      const sequence = this.#next;
      const flags = sequence === 0 ? messageFlags.syn : 0;
      const message = writeMessage(target, at, this.#options.type, sequence, flags, payloadType, payload);
      at += message.length;
      this.#next += 1;
      this.#messages[slot(sequence)] = message;
      this.#repeated[slot(sequence)] = 0;
      this.#transmit(sequence, message);
    }
  }

  #transmit(sequence: number, message: Buffer): void {
    const at = slot(sequence);
    this.#transmissions += 1;
    this.#transmission[at] = this.#transmissions;
    this.#sentAt[at] = performance.now();
    this.#options.transmit(message);
  }

  #repeat(sequence: number): void {
    const message = this.#messages[slot(sequence)];
    if (!message) return;
    this.#repeated[slot(sequence)] = 1;
    this.#transmit(sequence, message);
  }

  #repeatLost(): void {
    if (!this.#running) return;
    const lostBefore = this.#latestArrived - reordering;
    for (let sequence = this.#oldest; sequence < this.#next; sequence += 1) {
      const at = slot(sequence);
      if (this.#messages[at] && (this.#transmission[at] ?? 0) < lostBefore) this.#repeat(sequence);
    }
  }

  /** Has the oldest message sent again when no acknowledge for it comes. One timer, not one for each message. */
  #watch(): void {
    if (this.#timer || !this.#running || this.#oldest === this.#next) return;
    const due = (this.#sentAt[slot(this.#oldest)] ?? 0) + this.#patience();
    this.#timer = setTimeout(() => this.#look(), Math.max(1, due - performance.now()));
  }

  #look(): void {
    this.#timer = null;
    if (this.#oldest < this.#next) {
      const age = performance.now() - (this.#sentAt[slot(this.#oldest)] ?? 0);
      if (age + 1 >= this.#patience()) {
        this.#repeat(this.#oldest);
        this.#backoff = Math.min(this.#backoff + 1, longestBackoff);
      }
    }
    this.#watch();
  }

  #patience(): number {
    return Math.min(1000, this.#roundTrip.timeout * 2 ** this.#backoff);
  }
}
