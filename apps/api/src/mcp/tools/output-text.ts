const headBytes = 4 * 1024;
const tailBytes = 12 * 1024;

/** The beginning and the end of an output of any length, in bounded memory. */
export class OutputText {
  #head = Buffer.alloc(0);
  #tail = Buffer.alloc(0);
  #left = 0;

  add(bytes: Uint8Array): void {
    const taken = Math.min(bytes.length, headBytes - this.#head.length);
    this.#head = Buffer.concat([this.#head, bytes.subarray(0, taken)]);
    const all = Buffer.concat([this.#tail, bytes.subarray(taken)]);
    this.#tail = all.subarray(Math.max(0, all.length - tailBytes));
    this.#left += all.length - this.#tail.length;
  }

  get text(): string {
    if (this.#left === 0) return Buffer.concat([this.#head, this.#tail]).toString();
    return `${this.#head}\n… ${this.#left} bytes left out …\n${this.#tail}`;
  }
}
