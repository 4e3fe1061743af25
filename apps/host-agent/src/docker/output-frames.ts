import { headerBytes } from './log-frames.ts';

const standardOutput = 1;

/** Takes what a process without a terminal writes out of Docker's frames, which come in pieces of any size. */
export class OutputFrames {
  /** The beginning of a frame's header. */
  #rest: Buffer = Buffer.alloc(0);
  /** How much of the present frame is still to come, in bytes. */
  #missing = 0;
  #isOutput = false;

  /** @returns what these bytes have of the standard output; its standard error is left out */
  read(piece: Buffer): Buffer {
    const output: Buffer[] = [];
    let rest = Buffer.concat([this.#rest, piece]);
    while (this.#missing > 0 ? rest.length > 0 : rest.length >= headerBytes) {
      if (this.#missing === 0) {
        this.#isOutput = rest[0] === standardOutput;
        this.#missing = rest.readUInt32BE(4);
        rest = rest.subarray(headerBytes);
        continue;
      }
      const body = rest.subarray(0, this.#missing);
      this.#missing -= body.length;
      rest = rest.subarray(body.length);
      if (this.#isOutput) output.push(body);
    }
    this.#rest = rest;
    return Buffer.concat(output);
  }
}
