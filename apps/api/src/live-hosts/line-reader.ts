const longestLineBytes = 1024 * 1024;

/** Cuts bytes into lines, whatever pieces they arrive in. */
export class LineReader {
  #held: Buffer[] = [];
  #heldBytes = 0;

  /** The lines that these bytes complete. @throws when one has no end */
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
    if (this.#heldBytes > longestLineBytes) throw new Error(`A line of over ${longestLineBytes} bytes came`);
    this.#held.push(bytes);
  }
}
