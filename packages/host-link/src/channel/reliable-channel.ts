import { IncomingStream } from './incoming-stream.ts';
import { type ChannelMessage, ChannelMessageError, decodeMessage } from './message.ts';
import { OutgoingStream } from './outgoing-stream.ts';
import { decodeAcknowledge, decodeChannelClosed, encodeAcknowledge } from './payloads.ts';

interface ReliableChannelOptions {
  readonly end: 'client' | 'agent';
  /** Takes the next payload. Returns false to get no further payload until `unblock`. */
  readonly onData: (payloadType: number, payload: Buffer) => boolean;
  /** Everything was sent at least once: there is space for more. */
  readonly onDrain: () => void;
  /** Everything was acknowledged. */
  readonly onAcknowledged?: () => void;
  /** The other end closed the channel for this reason. */
  readonly onClosed: (reason: string) => void;
}

/**
 * One end of a data channel. It delivers every payload once and in order, in bounded memory, and survives the
 * connections that carry it.
 */
export class ReliableChannel {
  readonly #options: ReliableChannelOptions;
  readonly #incoming: IncomingStream;
  readonly #outgoing: OutgoingStream;
  #transmit: ((message: Buffer) => void) | null = null;

  constructor(options: ReliableChannelOptions) {
    this.#options = options;
    this.#outgoing = new OutgoingStream({
      type: options.end === 'client' ? 'input_stream_data' : 'output_stream_data',
      transmit: (message) => this.#transmit?.(message),
      onDrain: options.onDrain,
      onAcknowledged: () => options.onAcknowledged?.(),
    });
    this.#incoming = new IncomingStream({
      deliver: ({ payloadType, payload }) => options.onData(payloadType, payload),
      acknowledge: (message) => this.#transmit?.(encodeAcknowledge(message)),
    });
  }

  /** Whether everything was sent at least once. */
  get drained(): boolean {
    return this.#outgoing.drained;
  }

  /** Whether everything was acknowledged. */
  get acknowledged(): boolean {
    return this.#outgoing.acknowledged;
  }

  /** Continues over a new connection. */
  attach(transmit: (message: Buffer) => void): void {
    this.#outgoing.stop();
    this.#transmit = transmit;
    this.#outgoing.start();
  }

  /** The connection is lost. Unacknowledged messages are sent again over the next one. */
  detach(): void {
    this.#outgoing.stop();
    this.#transmit = null;
  }

  send(payloadType: number, bytes: Buffer): void {
    this.#outgoing.send(payloadType, bytes);
  }

  /** Asks for further payloads. */
  unblock(): void {
    this.#incoming.unblock();
  }

  /**
   * Handles one binary frame of the connection.
   * @throws ChannelMessageError
   */
  receive(frame: Buffer): void {
    const message = decodeMessage(frame);
    switch (message.type) {
      case 'acknowledge':
        if (this.#transmit) this.#outgoing.start();
        this.#outgoing.acknowledge(decodeAcknowledge(message));
        break;
      case 'pause_publication':
        this.#outgoing.stop();
        break;
      case 'start_publication':
        if (this.#transmit) this.#outgoing.start();
        break;
      case 'channel_closed':
        this.#options.onClosed(decodeChannelClosed(message.payload).Output);
        break;
      default:
        this.#receiveData(message);
    }
  }

  #receiveData(message: ChannelMessage): void {
    if (message.type !== (this.#options.end === 'client' ? 'output_stream_data' : 'input_stream_data')) {
      throw new ChannelMessageError(
        `The ${this.#options.end} end received ${message.type}, which only it may send`,
      );
    }
    // A peer that sends is no longer paused. AWS's agent does the same.
    if (this.#transmit) this.#outgoing.start();
    this.#incoming.receive(message);
  }
}
