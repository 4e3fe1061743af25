import { randomUUID } from 'node:crypto';
import { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { SSMClient } from '@aws-sdk/client-ssm';
import { HostBytesError, TextToBytes } from '../protocol/host-bytes.ts';
import { ChannelMessageError } from '../channel/message-error.ts';
import { payloadTypes } from '../channel/message.ts';
import { ReliableChannel } from '../channel/reliable-channel.ts';
import { AwsError, SessionEndedError } from '@pineapple/aws';
import {
  type DataChannelAddress,
  type DataChannelSocket,
  openDataChannelSocket,
} from './data-channel-socket.ts';
import { answerHandshake } from './handshake.ts';
import { PreambleReader } from './preamble.ts';
import { resumeSession, type StartedSession, terminateSession } from './session-calls.ts';

/** Waits before the second to the last attempt to connect, as long as AWS's own plugin makes them. */
const retryDelaysMs = [0, 100, 200, 400, 800, 1600, 3200, 5000];
const settleMs = 2_000;
const bufferBytes = 16 * 1024;

type Callback = (error?: Error | null) => void;

/** A session to a host as a stream of bytes. Emits `ready` when the agent's preamble has come. */
export class HostSession extends Duplex {
  readonly #client: SSMClient;
  readonly #sessionId: string;
  readonly #clientId = randomUUID();
  readonly #gone = new AbortController();
  readonly #channel: ReliableChannel;
  readonly #text = new TextToBytes();
  /** What came in this turn of the event loop, to be handed on as one. */
  #gathered: Buffer[] = [];
  /** Whether the reader wants more. */
  #wanted = true;
  #preamble: PreambleReader | null = new PreambleReader();
  #socket: DataChannelSocket | null = null;
  #written: Callback | null = null;
  #settled: (() => void) | null = null;
  #closedByHost = false;
  #over = false;
  /** Connections in a row over which nothing came. */
  #fruitless = 0;
  #terminated: Promise<void> | null = null;

  constructor(client: SSMClient, { sessionId, address }: StartedSession) {
    super({ readableHighWaterMark: bufferBytes, writableHighWaterMark: bufferBytes });
    this.#client = client;
    this.#sessionId = sessionId;
    this.#channel = new ReliableChannel({
      end: 'client',
      onData: (payloadType, payload) => this.#take(payloadType, payload),
      onDrain: () => this.#finishWrite(),
      onSettled: () => this.#settled?.(),
      onClosed: (reason) => this.#closed(reason),
    });
    void this.#connect(address);
  }

  override _read(): void {
    this.#wanted = true;
    this.#channel.unblock();
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: Callback): void {
    this.#send(bytes, done);
  }

  override _writev(chunks: { chunk: Buffer }[], done: Callback): void {
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk)), done);
  }

  /** There is no half of a session: when all that was written has reached the host's terminal, it ends. */
  override _final(done: Callback): void {
    void this.#settle().then(async () => {
      await this.#terminate();
      this.#endReading();
      done();
    });
  }

  override _destroy(error: Error | null, done: Callback): void {
    this.#gone.abort();
    this.#channel.detach();
    this.#socket?.close();
    this.#socket = null;
    this.#finishWrite(error);
    this.#settled?.();
    void this.#terminate().then(() => done(error));
  }

  #send(bytes: Buffer, done: Callback): void {
    if (!this.#closedByHost) this.#channel.send(payloadTypes.output, bytes);
    if (this.#closedByHost || this.#channel.drained) done();
    else this.#written = done;
  }

  #finishWrite(error: Error | null = null): void {
    const done = this.#written;
    this.#written = null;
    done?.(error);
  }

  #take(payloadType: number, payload: Buffer): boolean {
    if (payloadType === payloadTypes.handshakeRequest) {
      this.#channel.send(payloadTypes.handshakeResponse, answerHandshake(payload));
      return true;
    }
    if (payloadType !== payloadTypes.output || this.#over) return true;
    if (!this.#preamble) {
      this.#gather(payload);
      return this.#wanted;
    }
    const rest = this.#preamble.read(payload);
    if (rest) {
      this.#preamble = null;
      this.emit('ready');
      if (rest.length > 0) this.#gather(rest);
      return true;
    }
    if (this.#preamble.hopeless) this.#fail('NoPreamble', `the host printed: ${this.#preamble.printed}`);
    return true;
  }

  #gather(text: Buffer): void {
    if (this.#gathered.push(text) === 1) process.nextTick(() => this.#handOn());
  }

  #handOn(): void {
    const [first, ...more] = this.#gathered;
    this.#gathered = [];
    if (!first || this.#over || this.destroyed) return;
    try {
      this.#wanted = this.push(this.#text.read(more.length === 0 ? first : Buffer.concat([first, ...more])));
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
    // Nobody is left to take what was written.
    this.#finishWrite();
    this.end();
  }

  #endReading(): void {
    if (this.#over) return;
    this.#handOn();
    this.#over = true;
    this.push(null);
  }

  #fail(code: string, explanation: string, cause?: unknown): void {
    const call = { operation: 'StartSession', subject: this.#sessionId };
    this.destroy(new SessionEndedError(call, code, explanation, cause));
  }

  /** Connects, and tries again as long as AWS lets the session go on. Without an address AWS is asked for one. */
  async #connect(first: DataChannelAddress | null): Promise<void> {
    let address = first;
    let problem: unknown;
    for (; this.#fruitless < retryDelaysMs.length; this.#fruitless += 1) {
      try {
        const wait = (retryDelaysMs[this.#fruitless] ?? 0) * (0.75 + Math.random() / 2);
        if (wait > 0) await delay(wait, null, { signal: this.#gone.signal });
        address ??= await resumeSession(this.#client, this.#sessionId, this.#gone.signal);
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
    else this.#fail('ConnectionLost', 'its data channel can not be reached', problem);
  }

  async #open(address: DataChannelAddress): Promise<void> {
    const socket = await openDataChannelSocket(address, this.#clientId, {
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
      // The next loss is the first one again, and is followed by an attempt without a wait.
      this.#fruitless = -1;
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
    this.#fruitless += 1;
    void this.#connect(null);
  }

  async #settle(): Promise<void> {
    if (this.#channel.settled || this.#closedByHost) return;
    const timer = new AbortController();
    const settled = new Promise<void>((resolve) => (this.#settled = resolve));
    await Promise.race([
      settled,
      delay(settleMs, undefined, { signal: timer.signal }).catch(() => undefined),
    ]);
    timer.abort();
  }

  #terminate(): Promise<void> {
    // AWS ends what is left over by its idle timeout; nobody could do anything about a failure here.
    this.#terminated ??= this.#closedByHost
      ? Promise.resolve()
      : terminateSession(this.#client, this.#sessionId).catch(() => undefined);
    return this.#terminated;
  }
}
