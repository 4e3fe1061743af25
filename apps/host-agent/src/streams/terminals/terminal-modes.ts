/** Maximum length of a recognised `CSI ? … h`, in bytes. */
const maxSequenceBytes = 64;
const opening = Buffer.from('\u001b[?');
const sequence = /^([\d;]+)([hl])/;

/** The modes that are on after a reset; all others are off. */
const defaultModes: ReadonlySet<number> = new Set([7, 25]);

/**
 * Tracks the private modes that output switches: alternate screen, mouse, bracketed paste, hidden cursor and others. A
 * viewer that only gets later output needs them restored first.
 */
export class TerminalModes {
  readonly #modes = new Map<number, boolean>();
  #tail: Buffer = Buffer.alloc(0);

  /** Reads the next bytes of the output. */
  read(bytes: Buffer): void {
    const input = Buffer.concat([this.#tail, bytes]);
    let at = input.indexOf(opening);
    let rest = input.length - Math.min(opening.length - 1, input.length);
    while (at >= 0) {
      const text = input.toString('latin1', at + opening.length, at + opening.length + maxSequenceBytes);
      const found = sequence.exec(text);
      if (found) this.#switch(found[1] ?? '', found[2] === 'h');
      else if (/^[\d;]*$/.test(text) && text.length < maxSequenceBytes) rest = Math.min(rest, at);
      at = input.indexOf(opening, at + opening.length);
    }
    this.#tail = Buffer.from(input.subarray(rest));
  }

  /** Output that resets a terminal and switches it to these modes. */
  restore(): Buffer {
    const changed = [...this.#modes]
      .filter(([mode, on]) => on !== defaultModes.has(mode))
      .map(([mode, on]) => `\u001b[?${mode}${on ? 'h' : 'l'}`);
    return Buffer.from(`\u001bc${changed.join('')}`);
  }

  #switch(numbers: string, on: boolean): void {
    for (const text of numbers.split(';')) {
      // Bounds the size for arbitrary output.
      const mode = Number(text);
      if (mode > 0 && mode < 10_000 && (this.#modes.has(mode) || this.#modes.size < 64))
        this.#modes.set(mode, on);
    }
  }
}
