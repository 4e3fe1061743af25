/** Maximum length of a recognised sequence, in bytes. */
const maxSequenceBytes = 64;
const escape = 0x1b;
/**
 * A full reset (RIS), the keypad (DECKPAM, DECKPNM), a soft reset (DECSTR), private modes, the scroll region (DECSTBM) and the
 * character sets G0 to G3.
 */
const sequence = new RegExp(
  String.raw`\x1b(?:(c)|([=>])|(\[!p)|\[\?([\d;]{1,60})([hl])|\[(\d{0,4}(?:;\d{0,4})?)r|([()*+][0-9A-Z=]))`,
  'g',
);

/** The modes that are on after a reset; all others are off. */
const defaultModes: ReadonlySet<number> = new Set([7, 25]);
/** The private modes that a soft reset changes: cursor keys, origin, wrap, cursor. */
const softModes = [1, 6, 7, 25];

/**
 * Tracks the modes that output switches, without an emulator: alternate screen, mouse, bracketed paste, hidden cursor, scroll
 * region and others. What a terminal shows after output that came too fast to be read starts with them.
 */
export class TerminalModes {
  readonly #modes = new Map<number, boolean>();
  /** The last sequence for each of keypad, region and character sets. */
  readonly #others = new Map<string, string>();
  #tail: Buffer = Buffer.alloc(0);

  /** Reads the next bytes of the output. */
  read(bytes: Buffer): void {
    const input = this.#tail.length === 0 ? bytes : Buffer.concat([this.#tail, bytes]);
    const text = input.toString('latin1');
    let end = 0;
    for (const found of text.matchAll(sequence)) {
      this.#apply(found);
      end = found.index + found[0].length;
    }
    const last = input.lastIndexOf(escape);
    const open = last >= end && input.length - last < maxSequenceBytes;
    this.#tail = open ? Buffer.from(input.subarray(last)) : Buffer.alloc(0);
  }

  /** Output that resets a terminal and switches it to these modes. */
  restore(): Buffer {
    const changed = [...this.#modes]
      .filter(([mode, on]) => on !== defaultModes.has(mode))
      .map(([mode, on]) => `\u001b[?${mode}${on ? 'h' : 'l'}`);
    return Buffer.from(`\u001bc${changed.join('')}${[...this.#others.values()].join('')}`);
  }

  #apply([whole, reset, keypad, soft, modes, set, region, charset]: RegExpExecArray): void {
    if (reset !== undefined) {
      this.#modes.clear();
      this.#others.clear();
    } else if (soft !== undefined) {
      for (const mode of softModes) this.#modes.delete(mode);
      this.#others.clear();
    } else if (modes !== undefined) {
      this.#switch(modes, set === 'h');
    } else if (keypad !== undefined) {
      this.#others.set('keypad', whole);
    } else if (region !== undefined) {
      this.#others.set('region', whole);
    } else {
      this.#others.set(charset?.[0] ?? '', whole);
    }
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
