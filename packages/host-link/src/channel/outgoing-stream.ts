import { maxDataBytes, messageFlags, messageHeaderBytes, type MessageType, writeMessage } from './message.ts';
import { RetransmissionTimeout } from './retransmission-timeout.ts';

/** The most unacknowledged messages: 128 KiB of payload, which bounds how long a keystroke waits. */
export const windowMessages = 128;
const slot = (sequence: number): number => sequence & (windowMessages - 1);
/** A message counts as lost when this many later ones were acknowledged. */
const reordering = 3;
const longestBackoff = 5;

interface OutgoingStreamOptions {
  readonly type: Extract<MessageType, 'input_stream_data' | 'output_stream_data'>;
  /** Puts a message on the wire. */
  readonly transmit: (message: Buffer) => void;
  /** Everything was sent at least once. */
  readonly onDrain: () => void;
  /** Everything was acknowledged. */
  readonly onAcknowledged: () => void;
}

/** The sending side of one direction of a channel. It numbers messages and resends those that are not acknowledged. */
export class OutgoingStream {
  readonly #options: OutgoingStreamOptions;
  readonly #timeout = new RetransmissionTimeout();
  readonly #messages = new Array<Buffer | null>(windowMessages).fill(null);
  readonly #sentAt = new Float64Array(windowMessages);
  /** The number of each message's latest transmission. One counter numbers all transmissions. */
  readonly #transmission = new Float64Array(windowMessages);
  readonly #resent = new Uint8Array(windowMessages);
  readonly #waiting: { payloadType: number; bytes: Buffer }[] = [];
  #transmissions = 0;
  #latestAcknowledged = 0;
  #oldest = 0;
  #next = 0;
  #running = false;
  #backoff = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: OutgoingStreamOptions) {
    this.#options = options;
  }

  /** Whether everything was sent at least once. */
  get drained(): boolean {
    return this.#waiting.length === 0;
  }

  /** Whether everything was acknowledged. */
  get acknowledged(): boolean {
    return this.drained && this.#oldest === this.#next;
  }

  send(payloadType: number, bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#waiting.push({ payloadType, bytes });
    this.#fill();
  }

  /** Resends the unacknowledged messages over a new connection, then continues. */
  start(): void {
    if (this.#running) return;
    this.#running = true;
    for (let sequence = this.#oldest; sequence < this.#next; sequence += 1) {
      if (this.#messages[slot(sequence)]) this.#resend(sequence);
    }
    this.#fill();
    this.#startTimer();
  }

  /** Pauses while there is no connection, or no peer on it. */
  stop(): void {
    this.#running = false;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  acknowledge(sequence: number): void {
    if (sequence < this.#oldest || sequence >= this.#next) return;
    const at = slot(sequence);
    if (this.#messages[at] === null) return;
    if (this.#resent[at] === 0) {
      this.#timeout.addRoundTrip(performance.now() - (this.#sentAt[at] ?? 0));
    }
    this.#messages[at] = null;
    this.#latestAcknowledged = Math.max(this.#latestAcknowledged, this.#transmission[at] ?? 0);
    this.#backoff = 0;
    if (sequence === this.#oldest) {
      while (this.#oldest < this.#next && this.#messages[slot(this.#oldest)] === null) this.#oldest += 1;
      this.#fill();
      if (this.acknowledged) this.#options.onAcknowledged();
    } else {
      this.#resendLost();
    }
  }

  /** Sends as much as fits into the window. */
  #fill(): void {
    if (!this.#running) return;
    let first = this.#waiting[0];
    if (!first) return;
    while (first && this.#next - this.#oldest < windowMessages) {
      const free = (windowMessages - (this.#next - this.#oldest)) * maxDataBytes;
      const { payloadType, bytes }: { payloadType: number; bytes: Buffer } = first;
      const part = bytes.length <= free ? bytes : bytes.subarray(0, free);
      this.#sendPart(payloadType, part);
      if (part.length === bytes.length) this.#waiting.shift();
      else this.#waiting[0] = { payloadType, bytes: bytes.subarray(part.length) };
      first = this.#waiting[0];
    }
    this.#startTimer();
    if (!first) this.#options.onDrain();
  }

  /** Writes all messages of a part into one buffer, which is cheaper than one for each. */
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
      this.#resent[slot(sequence)] = 0;
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

  #resend(sequence: number): void {
    const message = this.#messages[slot(sequence)];
    if (!message) return;
    this.#resent[slot(sequence)] = 1;
    this.#transmit(sequence, message);
  }

  #resendLost(): void {
    if (!this.#running) return;
    const lostBefore = this.#latestAcknowledged - reordering;
    for (let sequence = this.#oldest; sequence < this.#next; sequence += 1) {
      const at = slot(sequence);
      if (this.#messages[at] && (this.#transmission[at] ?? 0) < lostBefore) this.#resend(sequence);
    }
  }

  /** Watches the oldest message only, with one timer, and resends it when it is not acknowledged in time. */
  #startTimer(): void {
    if (this.#timer || !this.#running || this.#oldest === this.#next) return;
    const due = (this.#sentAt[slot(this.#oldest)] ?? 0) + this.#timeoutMs();
    this.#timer = setTimeout(() => this.#resendOldest(), Math.max(1, due - performance.now()));
  }

  #resendOldest(): void {
    this.#timer = null;
    if (this.#oldest < this.#next) {
      const age = performance.now() - (this.#sentAt[slot(this.#oldest)] ?? 0);
      if (age + 1 >= this.#timeoutMs()) {
        this.#resend(this.#oldest);
        this.#backoff = Math.min(this.#backoff + 1, longestBackoff);
      }
    }
    this.#startTimer();
  }

  #timeoutMs(): number {
    return Math.min(1000, this.#timeout.milliseconds * 2 ** this.#backoff);
  }
}
