import { acknowledgedSequence, encodeAcknowledge } from './acknowledge.ts';
import { IncomingStream } from './incoming-stream.ts';
import { type ChannelMessage, decodeMessage } from './message.ts';
import { ChannelMessageError } from './message-error.ts';
import { OutgoingStream } from './outgoing-stream.ts';
import { decodeChannelClosed } from './payloads.ts';

export interface ReliableChannelOptions {
  readonly end: 'client' | 'agent';
  /** Takes the next payload. False: this one was taken, but no more until `unblock`. */
  readonly onData: (payloadType: number, payload: Buffer) => boolean;
  /** Everything that was given has been sent once: there is room for more. */
  readonly onDrain: () => void;
  /** Everything that was sent has arrived. */
  readonly onSettled?: () => void;
  /** The other end closed the channel, and says why. */
  readonly onClosed: (reason: string) => void;
}

/**
 * Either end of a data channel, whatever carries it: in order, nothing lost, nothing twice, in bounded memory. It
 * outlives the connections that carry it.
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
      onSettled: () => options.onSettled?.(),
    });
    this.#incoming = new IncomingStream({
      deliver: ({ payloadType, payload }) => options.onData(payloadType, payload),
      acknowledge: (message) => this.#transmit?.(encodeAcknowledge(message)),
    });
  }

  /** Whether everything that was given has been sent once. */
  get drained(): boolean {
    return this.#outgoing.drained;
  }

  /** Whether everything that was given has arrived. */
  get settled(): boolean {
    return this.#outgoing.settled;
  }

  /** Goes on over a connection. */
  attach(transmit: (message: Buffer) => void): void {
    this.#outgoing.stop();
    this.#transmit = transmit;
    this.#outgoing.start();
  }

  /** The connection is gone. Nothing is lost: what has not arrived is sent again over the next one. */
  detach(): void {
    this.#outgoing.stop();
    this.#transmit = null;
  }

  send(payloadType: number, bytes: Buffer): void {
    this.#outgoing.send(payloadType, bytes);
  }

  /** More payloads are wanted again. */
  unblock(): void {
    this.#incoming.unblock();
  }

  /**
   * Takes in one binary frame of the connection.
   * @throws ChannelMessageError
   */
  receive(frame: Buffer): void {
    const message = decodeMessage(frame);
    switch (message.type) {
      case 'acknowledge':
        if (this.#transmit) this.#outgoing.start();
        this.#outgoing.arrived(acknowledgedSequence(message));
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
      throw new ChannelMessageError(`A message ${message.type} came to the end that sends them`);
    }
    // Who sends is there: a pause is over, as AWS's agent sees it.
    if (this.#transmit) this.#outgoing.start();
    this.#incoming.receive(message);
  }
}
