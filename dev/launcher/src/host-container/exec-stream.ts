import { Duplex, PassThrough, Transform, type TransformCallback } from 'node:stream';
import type Docker from 'dockerode';

const headerBytes = 8;
const standardOutput = 1;

/** Takes standard output out of Docker's frames: the stream's number, three zero bytes, the length, the bytes. */
class StandardOutput extends Transform {
  #rest: Buffer = Buffer.alloc(0);
  readonly #onError: (text: string) => void;

  constructor(onError: (text: string) => void) {
    super();
    this.#onError = onError;
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    const all = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    while (all.length - at >= headerBytes) {
      const end = at + headerBytes + all.readUInt32BE(at + 4);
      if (all.length < end) break;
      const payload = all.subarray(at + headerBytes, end);
      if (all.readUInt8(at) === standardOutput) this.push(payload);
      else this.#onError(payload.toString());
      at = end;
    }
    this.#rest = all.subarray(at);
    done();
  }
}

/** Starts a program in a container and returns its standard input and output as one stream. */
export async function execStream(
  container: Docker.Container,
  command: readonly string[],
  onError: (text: string) => void,
): Promise<Duplex> {
  const exec = await container.exec({
    Cmd: [...command],
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
  });
  const attached = await exec.start({ hijack: true, stdin: true });
  const output = new StandardOutput(onError);
  attached.pipe(output);
  attached.on('error', (error) => output.destroy(error));
  attached.once('close', () => output.end());
  const input = new PassThrough();
  input.pipe(attached);
  const both = Duplex.from({ readable: output, writable: input });
  both.once('close', () => attached.destroy());
  return both;
}
