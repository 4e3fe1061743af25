import { createWriteStream, fstatSync, openSync, renameSync, type WriteStream } from 'node:fs';

const mostBytes = 10_000_000;

/**
 * A log that takes at most twice its limit on disk: a file that is full becomes `<path>.1`, in place of the one that was
 * there.
 */
export class LogFile {
  readonly #path: string;
  readonly #most: number;
  #stream: WriteStream;
  #bytes: number;

  /** @param most bytes of a file */
  constructor(path: string, most = mostBytes) {
    this.#path = path;
    this.#most = most;
    [this.#stream, this.#bytes] = open(path);
  }

  /** Appends to the log; does nothing once it has ended. */
  write(chunk: Buffer | string): void {
    if (this.#stream.writableEnded) return;
    if (this.#bytes >= this.#most) {
      this.#stream.end();
      renameSync(this.#path, `${this.#path}.1`);
      [this.#stream, this.#bytes] = open(this.#path);
    }
    this.#bytes += Buffer.byteLength(chunk);
    this.#stream.write(chunk);
  }

  /** @param ended called once all is written */
  end(ended?: () => void): void {
    this.#stream.end(ended);
  }
}

function open(path: string): [stream: WriteStream, bytes: number] {
  const fd = openSync(path, 'a');
  return [createWriteStream(path, { fd }), fstatSync(fd).size];
}
