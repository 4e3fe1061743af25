import type { Duplex } from 'node:stream';
import { encodeFrame, FrameReader, frameKinds } from './frames.ts';
import { TunnelStream } from './tunnel-stream.ts';

/** How often a quiet tunnel is tested, in milliseconds. It has ended when nothing came until the next test. */
const testEveryMs = 20_000;

interface TunnelOptions {
  /** Both ends open streams, with odd and even numbers. */
  readonly end: 'launcher' | 'host';
  /** Gets each stream that the other end opens, with its name. */
  readonly accept: (name: string, stream: Duplex) => void;
}

/**
 * Many streams over one. Each has a name, its own flow control, and an end in each direction. Node's HTTP/2 is not used
 * for it, because it stalls over streams that are not sockets.
 */
export class Tunnel {
  /** Resolves when the tunnel has ended, for whatever reason. */
  readonly closed: Promise<void>;
  readonly #carrier: Duplex;
  readonly #options: TunnelOptions;
  readonly #streams = new Map<number, TunnelStream>();
  #next: number;
  #heard = true;

  /** @param carrier A stream to the other end. */
  constructor(carrier: Duplex, options: TunnelOptions) {
    this.#carrier = carrier;
    this.#options = options;
    this.#next = options.end === 'launcher' ? 1 : 2;
    const reader = new FrameReader();
    carrier.on('data', (bytes: Buffer) => {
      this.#heard = true;
      try {
        for (const { kind, stream, payload } of reader.read(bytes)) this.#take(kind, stream, payload);
      } catch {
        this.close();
      }
    });
    carrier.once('end', () => this.close());
    carrier.on('error', () => this.close());
    const test = setInterval(() => this.#test(), testEveryMs);
    test.unref();
    this.closed = new Promise((resolve) => {
      carrier.once('close', () => {
        clearInterval(test);
        for (const stream of this.#streams.values()) stream.lose();
        this.#streams.clear();
        resolve();
      });
    });
  }

  /** Opens a stream. It is destroyed if the other end has nothing of that name, or when the tunnel ends. */
  open(name: string): Duplex {
    const id = this.#next;
    this.#next += 2;
    this.#write(encodeFrame(frameKinds.open, id, Buffer.from(name)));
    return this.#add(id);
  }

  close(): void {
    this.#carrier.destroy();
  }

  #add(id: number): TunnelStream {
    const stream = new TunnelStream((kind, payload) => this.#write(encodeFrame(kind, id, payload)));
    stream.once('close', () => this.#streams.delete(id));
    stream.on('error', () => undefined);
    this.#streams.set(id, stream);
    if (this.#carrier.destroyed) stream.lose();
    return stream;
  }

  #take(kind: number, id: number, payload: Buffer): void {
    if (kind === frameKinds.ping) this.#write(encodeFrame(frameKinds.pong));
    else if (kind === frameKinds.open) this.#options.accept(payload.toString(), this.#add(id));
    else this.#streams.get(id)?.receive(kind, payload);
  }

  #write(frame: Buffer): void {
    if (this.#carrier.writable) this.#carrier.write(frame);
  }

  #test(): void {
    if (!this.#heard) {
      this.close();
      return;
    }
    this.#heard = false;
    this.#write(encodeFrame(frameKinds.ping));
  }
}
