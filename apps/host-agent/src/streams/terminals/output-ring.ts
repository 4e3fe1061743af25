/** Memory is taken in pieces: a small first one, as most terminals say little. */
const firstBlockBytes = 4 * 1024;
const blockBytes = 256 * 1024;

interface Block {
  readonly bytes: Buffer;
  used: number;
}

/** The last bytes that a terminal printed, by their position in all it ever printed. */
export class OutputRing {
  readonly #capacity: number;
  readonly #onDrop: (bytes: Buffer) => void;
  #blocks: Block[] = [];
  /** A forgotten block, to be used again. */
  #spare: Buffer | null = null;
  #start = 0;
  #end = 0;

  /**
   * @param capacity bytes to keep at least; up to one block of 256 KiB more is kept
   * @param onDrop sees what is forgotten, in order
   */
  constructor(capacity: number, onDrop: (bytes: Buffer) => void = () => undefined) {
    this.#capacity = capacity;
    this.#onDrop = onDrop;
  }

  /** Position of the first byte that is kept. */
  get start(): number {
    return this.#start;
  }

  /** Position after the last byte. */
  get end(): number {
    return this.#end;
  }

  /** Memory taken, in bytes. */
  get allocatedBytes(): number {
    return this.#blocks.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  append(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const block = this.#roomy();
      const piece = bytes.subarray(at, at + block.bytes.length - block.used);
      block.bytes.set(piece, block.used);
      block.used += piece.length;
      at += piece.length;
    }
    this.#end += bytes.length;
    this.#forget();
  }

  /** The bytes from a position on, as far as they lie together; valid until more is appended. */
  read(position: number, most: number): Buffer {
    let blockStart = this.#start;
    for (const { bytes, used } of this.#blocks) {
      if (position < blockStart + used) {
        const from = position - blockStart;
        return bytes.subarray(from, Math.min(used, from + most));
      }
      blockStart += used;
    }
    return Buffer.alloc(0);
  }

  #roomy(): Block {
    const last = this.#blocks.at(-1);
    if (last && last.used < last.bytes.length) return last;
    const size = last ? Math.min(last.bytes.length * 2, blockBytes) : firstBlockBytes;
    const bytes = this.#spare ?? Buffer.allocUnsafeSlow(size);
    this.#spare = null;
    const block = { bytes, used: 0 };
    this.#blocks.push(block);
    return block;
  }

  #forget(): void {
    let first = this.#blocks[0];
    while (first && this.#end - this.#start - first.used >= this.#capacity) {
      this.#blocks.shift();
      this.#start += first.used;
      this.#onDrop(first.bytes.subarray(0, first.used));
      // A flood would otherwise keep the garbage collector busier than itself.
      if (first.bytes.length === blockBytes) this.#spare = first.bytes;
      first = this.#blocks[0];
    }
  }
}
