import { constants, type ClientHttp2Stream } from 'node:http2';
import { Duplex } from 'node:stream';

/**
 * The bytes of a connection to a port. Unlike the stream of the host, which just ends, it fails when its host is lost: a
 * part of an answer must not pass for all of it.
 */
export class PortStream extends Duplex {
  readonly #stream: ClientHttp2Stream;

  constructor(stream: ClientHttp2Stream) {
    super({ allowHalfOpen: true });
    this.#stream = stream;
    stream.on('data', (bytes: Buffer) => {
      if (!this.push(bytes)) stream.pause();
    });
    stream.once('end', () => {
      if (stream.rstCode === constants.NGHTTP2_NO_ERROR) this.push(null);
      else this.destroy(lost());
    });
    stream.on('error', (error) => this.destroy(error));
    stream.once('close', () => {
      if (stream.rstCode !== constants.NGHTTP2_NO_ERROR) this.destroy(lost());
      // The program is gone, so nothing is read any more.
      else if (this.readableEnded) this.destroy();
      else this.once('end', () => this.destroy());
    });
  }

  override _read(): void {
    this.#stream.resume();
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#stream.write(bytes, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#stream.end(done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    const whole = this.readableEnded && this.writableFinished;
    if (!whole) this.#stream.close(constants.NGHTTP2_CANCEL);
    done(error);
  }
}

function lost(): Error {
  return new Error('The connection to the port was cut.');
}
