const tilde = 0x7e;
const dot = 0x2e;

/** Input without the keys that leave the terminal. */
interface Typed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly leaves: boolean;
}

/** Detects `~.` at the start of a line, as ssh does. `~~` there is one `~`. */
export class DetachKeys {
  #atLineStart = true;
  #afterTilde = false;

  read(typed: Uint8Array): Typed {
    const out: number[] = [];
    for (const byte of typed) {
      if (this.#afterTilde) {
        this.#afterTilde = false;
        if (byte === dot) return { bytes: Uint8Array.from(out), leaves: true };
        out.push(tilde);
        if (byte === tilde) {
          this.#atLineStart = false;
          continue;
        }
      }
      if (byte === tilde && this.#atLineStart) {
        this.#afterTilde = true;
        continue;
      }
      out.push(byte);
      this.#atLineStart = byte === 0x0d || byte === 0x0a;
    }
    return { bytes: Uint8Array.from(out), leaves: false };
  }
}
