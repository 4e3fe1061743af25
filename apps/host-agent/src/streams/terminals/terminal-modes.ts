/** Longest `CSI ? … h` that is understood, in bytes. */
const longestSequence = 64;
const opening = Buffer.from('\u001b[?');
const sequence = /^([\d;]+)([hl])/;

/** What a terminal is in before its first byte; the rest is off. */
const onFromTheBeginning: ReadonlySet<number> = new Set([7, 25]);

/**
 * Which private modes (alternate screen, mouse, bracketed paste, a hidden cursor …) output has switched, so that
 * whoever gets only the rest of it can be brought to where it began.
 */
export class TerminalModes {
  readonly #modes = new Map<number, boolean>();
  #tail: Buffer = Buffer.alloc(0);

  /** Takes note of the next bytes, in order. */
  see(bytes: Buffer): void {
    const input = Buffer.concat([this.#tail, bytes]);
    let at = input.indexOf(opening);
    let rest = input.length - Math.min(opening.length - 1, input.length);
    while (at >= 0) {
      const text = input.toString('latin1', at + opening.length, at + opening.length + longestSequence);
      const found = sequence.exec(text);
      if (found) this.#switch(found[1] ?? '', found[2] === 'h');
      else if (/^[\d;]*$/.test(text) && text.length < longestSequence) rest = Math.min(rest, at);
      at = input.indexOf(opening, at + opening.length);
    }
    this.#tail = Buffer.from(input.subarray(rest));
  }

  /** A reset, then what is not as after a reset. */
  restore(): Buffer {
    const changed = [...this.#modes]
      .filter(([mode, on]) => on !== onFromTheBeginning.has(mode))
      .map(([mode, on]) => `\u001b[?${mode}${on ? 'h' : 'l'}`);
    return Buffer.from(`\u001bc${changed.join('')}`);
  }

  #switch(numbers: string, on: boolean): void {
    for (const text of numbers.split(';')) {
      // Whoever prints nonsense does not make this grow.
      const mode = Number(text);
      if (mode > 0 && mode < 10_000 && (this.#modes.has(mode) || this.#modes.size < 64))
        this.#modes.set(mode, on);
    }
  }
}
