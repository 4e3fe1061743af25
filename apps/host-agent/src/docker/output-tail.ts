import { stripVTControlCharacters } from 'node:util';
import { headerBytes } from './log-frames.ts';

/** The longest end of an output that is shown, in characters. */
const shownCharacters = 300;
/** What is kept for it, in bytes: characters of four bytes, and as much again in control sequences. */
const keptBytes = 8 * shownCharacters;

/** Keeps the end of a command's output, which comes in Docker's frames, in pieces of any size. */
export class OutputTail {
  /** The beginning of a frame's header. */
  #rest: Buffer = Buffer.alloc(0);
  /** How much of the present frame is still to come, in bytes. */
  #missing = 0;
  #kept: Buffer = Buffer.alloc(0);

  add(piece: Buffer): void {
    let rest = Buffer.concat([this.#rest, piece]);
    while (this.#missing > 0 || rest.length >= headerBytes) {
      if (this.#missing === 0) {
        this.#missing = rest.readUInt32BE(4);
        rest = rest.subarray(headerBytes);
      }
      const body = rest.subarray(0, this.#missing);
      if (body.length === 0 && this.#missing > 0) break;
      this.#missing -= body.length;
      rest = rest.subarray(body.length);
      this.#kept = Buffer.concat([this.#kept, body.subarray(-keptBytes)]).subarray(-keptBytes);
    }
    this.#rest = rest;
  }

  /** The end of the output in one line, without control characters. */
  get text(): string {
    const line = stripVTControlCharacters(this.#kept.toString('utf8'))
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/\p{Cc}/gu, '')
      .trim();
    return Array.from(line).slice(-shownCharacters).join('').trim();
  }
}
