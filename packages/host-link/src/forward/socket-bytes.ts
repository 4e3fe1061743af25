import { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';

/** Bytes that may wait in each direction before the other side has to. */
const waitingBytes = 256 * 1024;
const nothing = Buffer.alloc(0);

/** The other side closed the WebSocket before both directions had ended. */
export class ForwardCut extends Error {
  override readonly name = 'ForwardCut';
  /** The WebSocket's close code. 1006 when the connection was lost. */
  readonly code: number;

  constructor(code: number, reason: string) {
    super(reason === '' ? 'The connection was lost.' : reason);
    this.code = code;
  }
}

/**
 * The bytes of a WebSocket that speaks `forwardSubprotocol`. Each direction ends by itself, and waits for a slow reader.
 * Destroying it cuts the socket, unless both directions have ended.
 */
export class SocketBytes extends Duplex {
  readonly #socket: WebSocket;
  #peerEnded = false;

  /** @param socket with the binary type `nodebuffer` */
  constructor(socket: WebSocket) {
    super({ allowHalfOpen: true, readableHighWaterMark: waitingBytes, writableHighWaterMark: waitingBytes });
    this.#socket = socket;
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    socket.on('error', () => undefined);
    socket.once('close', (code, reason) => {
      // What has arrived may still have to be read.
      if (!this.#peerEnded || !this.writableFinished) this.destroy(new ForwardCut(code, reason.toString()));
    });
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    // An empty message would end the direction.
    if (bytes.length === 0) return done();
    this.#socket.send(bytes, (error) => done(error ?? null));
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.send(nothing, (error) => done(error ?? null));
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    const { readyState, CONNECTING, OPEN } = this.#socket;
    // A paused socket would not hear the close frame that answers.
    if (this.#socket.isPaused) this.#socket.resume();
    if (readyState === CONNECTING) this.#socket.terminate();
    else if (readyState === OPEN && this.#peerEnded && this.writableFinished) this.#socket.close(1000);
    else if (readyState === OPEN) this.#socket.terminate();
    done(error);
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (!isBinary || this.#peerEnded) {
      const reason = isBinary ? 'Bytes came after the end.' : 'Text is not expected. Send bytes.';
      return this.#socket.close(4400, reason);
    }
    const bytes = data as Buffer;
    this.#peerEnded = bytes.length === 0;
    if (!this.push(this.#peerEnded ? null : bytes)) this.#socket.pause();
  }
}
