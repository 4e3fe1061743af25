const mostLines = 5_000;
const mostCharacters = 2 * 1024 * 1024;

/** Lines that wait for a slow reader. When there are too many, the oldest are dropped. */
export class LogBuffer {
  #lines: string[] = [];
  #first = 0;
  #characters = 0;
  #skipped = 0;

  get size(): number {
    return this.#lines.length - this.#first;
  }

  add(lines: readonly string[]): void {
    for (const line of lines) {
      this.#lines.push(line);
      this.#characters += line.length;
    }
    while (this.size > mostLines || (this.#characters > mostCharacters && this.size > 1)) {
      this.#shift();
      this.#skipped += 1;
    }
  }

  /** Removes the oldest lines, up to about this many characters. Also returns how many were dropped before them. */
  take(characters: number): { readonly lines: readonly string[]; readonly skipped: number } {
    const lines: string[] = [];
    for (let taken = 0; taken < characters && this.size > 0;) {
      const line = this.#shift();
      taken += line.length;
      lines.push(line);
    }
    const skipped = this.#skipped;
    this.#skipped = 0;
    return { lines, skipped };
  }

  clear(): void {
    this.#lines = [];
    this.#first = 0;
    this.#characters = 0;
    this.#skipped = 0;
  }

  #shift(): string {
    const line = this.#lines[this.#first] ?? '';
    this.#first += 1;
    this.#characters -= line.length;
    // Removing the first element each time would copy all others.
    if (this.#first > mostLines) {
      this.#lines = this.#lines.slice(this.#first);
      this.#first = 0;
    }
    return line;
  }
}
