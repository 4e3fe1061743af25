import { StringDecoder } from 'node:string_decoder';

/** Keeps the beginning of a stream and appends a notice if it was longer. */
export class BoundedOutput {
  readonly #limit: number;
  readonly #notice: string;
  readonly #decoder = new StringDecoder('utf8');
  #text = '';
  #cut = false;

  /** @param limit Characters, including the notice. */
  constructor(limit: number, notice: string) {
    this.#limit = limit;
    this.#notice = notice;
  }

  add(chunk: Buffer): void {
    if (this.#cut) return;
    this.#text += this.#decoder.write(chunk);
    if (this.#text.length > this.#limit) {
      this.#cut = true;
      this.#text = this.#text.slice(0, this.#limit - this.#notice.length) + this.#notice;
    }
  }

  toString(): string {
    return this.#text;
  }
}
