import { randomUUID } from 'node:crypto';
import { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { SSMClient } from '@aws-sdk/client-ssm';
import { AwsError, SessionEndedError } from '@pineapple/aws';
import { ChannelMessageError, payloadTypes } from '../channel/message.ts';
import { ReliableChannel } from '../channel/reliable-channel.ts';
import { HostBytesError, TextToBytes } from '../protocol/host-bytes.ts';
import {
  type DataChannelAddress,
  type DataChannelSocket,
  openDataChannelSocket,
} from './data-channel-socket.ts';
import { answerHandshake } from './handshake.ts';
import { PreambleReader } from './preamble.ts';
import { signDataChannel } from './sign-data-channel.ts';
import { resumeSession, type StartedSession, terminateSession } from './session-calls.ts';

/** The pauses before each attempt to connect, as in AWS's plugin. */
const retryDelaysMs = [0, 100, 200, 400, 800, 1600, 3200, 5000];
/** How long the end of a session waits until the host has everything. */
const flushMs = 2_000;
const bufferBytes = 16 * 1024;

type Callback = (error?: Error | null) => void;

/** A session to a host as a stream of bytes. Emits `ready` after the agent's preamble. */
export class HostSession extends Duplex {
  readonly #client: SSMClient;
  readonly #sessionId: string;
  readonly #clientId = randomUUID();
  readonly #destroyed = new AbortController();
  readonly #channel: ReliableChannel;
  readonly #text = new TextToBytes();
  /** Output of this turn of the event loop, which is pushed as one chunk. */
  #gathered: Buffer[] = [];
  /** Whether the reader accepts more. */
  #readerReady = true;
  #preamble: PreambleReader | null = new PreambleReader();
  #socket: DataChannelSocket | null = null;
  #writeDone: Callback | null = null;
  #flushed: (() => void) | null = null;
  #closedByHost = false;
  #ended = false;
  /** Consecutive attempts to connect without a message. */
  #attempts = 0;
  #terminated: Promise<void> | null = null;

  constructor(client: SSMClient, { sessionId, address }: StartedSession) {
    super({ readableHighWaterMark: bufferBytes, writableHighWaterMark: bufferBytes });
    this.#client = client;
    this.#sessionId = sessionId;
    this.#channel = new ReliableChannel({
      end: 'client',
      onData: (payloadType, payload) => this.#receivePayload(payloadType, payload),
      onDrain: () => this.#finishWrite(),
      onAcknowledged: () => this.#flushed?.(),
      onClosed: (reason) => this.#closed(reason),
    });
    void this.#connect(address);
  }

  override _read(): void {
    this.#readerReady = true;
    this.#channel.unblock();
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: Callback): void {
    this.#send(bytes, done);
  }

  override _writev(chunks: { chunk: Buffer }[], done: Callback): void {
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk)), done);
  }

  /** A session can't be half-closed, so it ends once the host has received everything. */
  override _final(done: Callback): void {
    void this.#flush().then(async () => {
      await this.#terminate();
      this.#endReading();
      done();
    });
  }

  override _destroy(error: Error | null, done: Callback): void {
    this.#destroyed.abort();
    this.#channel.detach();
    this.#socket?.close();
    this.#socket = null;
    this.#finishWrite(error);
    this.#flushed?.();
    void this.#terminate().then(() => done(error));
  }

  #send(bytes: Buffer, done: Callback): void {
    if (!this.#closedByHost) this.#channel.send(payloadTypes.output, bytes);
    if (this.#closedByHost || this.#channel.drained) done();
    else this.#writeDone = done;
  }

  #finishWrite(error: Error | null = null): void {
    const done = this.#writeDone;
    this.#writeDone = null;
    done?.(error);
  }

  #receivePayload(payloadType: number, payload: Buffer): boolean {
    if (payloadType === payloadTypes.handshakeRequest) {
      this.#channel.send(payloadTypes.handshakeResponse, answerHandshake(payload));
      return true;
    }
    if (payloadType !== payloadTypes.output || this.#ended) return true;
    if (!this.#preamble) {
      this.#gather(payload);
      return this.#readerReady;
    }
    const rest = this.#preamble.read(payload);
    if (rest) {
      this.#preamble = null;
      this.emit('ready');
      if (rest.length > 0) this.#gather(rest);
      return true;
    }
    if (this.#preamble.overrun) this.#fail('NoPreamble', `the host printed: ${this.#preamble.printed}`);
    return true;
  }

  #gather(text: Buffer): void {
    if (this.#gathered.push(text) === 1) process.nextTick(() => this.#pushGathered());
  }

  #pushGathered(): void {
    const [first, ...more] = this.#gathered;
    this.#gathered = [];
    if (!first || this.#ended || this.destroyed) return;
    try {
      this.#readerReady = this.push(
        this.#text.read(more.length === 0 ? first : Buffer.concat([first, ...more])),
      );
    } catch (error) {
      if (!(error instanceof HostBytesError)) throw error;
      this.#fail('BadMessage', error.message, error);
    }
  }

  #closed(reason: string): void {
    this.#closedByHost = true;
    if (this.#preamble) {
      const why = [reason, this.#preamble.printed].filter((text) => text !== '').join('; it printed: ');
      this.#fail('SessionEnded', why || 'the command on the host ended');
      return;
    }
    this.#endReading();
    // Writes can't reach the host any more.
    this.#finishWrite();
    this.end();
  }

  #endReading(): void {
    if (this.#ended) return;
    this.#pushGathered();
    this.#ended = true;
    this.push(null);
  }

  #fail(code: string, explanation: string, cause?: unknown): void {
    const call = { operation: 'StartSession', subject: this.#sessionId };
    this.destroy(new SessionEndedError(call, code, explanation, cause));
  }

  /** Connects, and retries while AWS can resume the session. A null address is fetched from AWS. */
  async #connect(first: DataChannelAddress | null): Promise<void> {
    let address = first;
    let problem: unknown;
    for (; this.#attempts < retryDelaysMs.length; this.#attempts += 1) {
      try {
        const wait = (retryDelaysMs[this.#attempts] ?? 0) * (0.75 + Math.random() / 2);
        if (wait > 0) await delay(wait, null, { signal: this.#destroyed.signal });
        address ??= await resumeSession(this.#client, this.#sessionId, this.#destroyed.signal);
        await this.#open(address);
        return;
      } catch (error) {
        if (this.destroyed) return;
        problem = error;
        if (error instanceof SessionEndedError) break;
        address = null;
      }
    }
    if (problem instanceof AwsError) this.destroy(problem);
    else this.#fail('ConnectionLost', 'its data channel can’t be reached', problem);
  }

  async #open(address: DataChannelAddress): Promise<void> {
    const sign = (url: URL) => signDataChannel(this.#client, url);
    const socket = await openDataChannelSocket(address, this.#clientId, sign, {
      onMessage: (frame) => this.#receive(frame),
      onLost: () => this.#lost(),
    });
    if (this.destroyed) {
      socket.close();
      return;
    }
    this.#socket = socket;
    this.#channel.attach(socket.transmit);
  }

  #receive(frame: Buffer): void {
    try {
      this.#channel.receive(frame);
      // After a message the next loss is followed by an immediate attempt.
      this.#attempts = -1;
    } catch (error) {
      if (!(error instanceof ChannelMessageError)) throw error;
      this.#fail('BadMessage', error.message, error);
    }
  }

  #lost(): void {
    if (!this.#socket) return;
    this.#socket = null;
    this.#channel.detach();
    if (this.destroyed || this.#closedByHost) return;
    this.#attempts += 1;
    void this.#connect(null);
  }

  async #flush(): Promise<void> {
    if (this.#channel.acknowledged || this.#closedByHost) return;
    const timer = new AbortController();
    const flushed = new Promise<void>((resolve) => (this.#flushed = resolve));
    await Promise.race([flushed, delay(flushMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
    timer.abort();
  }

  #terminate(): Promise<void> {
    // After a failure AWS ends the session at its idle timeout.
    this.#terminated ??= this.#closedByHost
      ? Promise.resolve()
      : terminateSession(this.#client, this.#sessionId).catch(() => undefined);
    return this.#terminated;
  }
}
