const longestLineBytes = 1024 * 1024;

/** Splits chunks of bytes into lines. */
export class LineReader {
  #held: Buffer[] = [];
  #heldBytes = 0;

  /** The lines that these bytes complete. @throws Error for a line over 1 MiB */
  read(bytes: Buffer): string[] {
    const lines: string[] = [];
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      lines.push(Buffer.concat([...this.#held, bytes.subarray(from, end)]).toString());
      this.#held = [];
      this.#heldBytes = 0;
      from = end + 1;
    }
    if (from < bytes.length) this.#hold(bytes.subarray(from));
    return lines;
  }

  #hold(bytes: Buffer): void {
    this.#heldBytes += bytes.length;
    if (this.#heldBytes > longestLineBytes)
      throw new Error(`The host sent a line of over ${longestLineBytes} bytes`);
    this.#held.push(bytes);
  }
}
