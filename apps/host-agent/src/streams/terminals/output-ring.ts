/** Memory is allocated in blocks. The first one is small, because most terminals print little. */
const firstBlockBytes = 4 * 1024;
const blockBytes = 256 * 1024;

interface Block {
  readonly bytes: Buffer;
  used: number;
}

/** The last bytes that a terminal printed. Positions count all bytes that it ever printed, from a start. */
export class OutputRing {
  readonly #capacity: number;
  readonly #onDrop: (bytes: Buffer) => void;
  #blocks: Block[] = [];
  /** A dropped block, for reuse. */
  #spare: Buffer | null = null;
  #start: number;
  #end: number;

  /**
   * @param capacity minimum number of bytes to keep; up to one block of 256 KiB more is kept
   * @param onDrop gets the dropped bytes, in order
   * @param start position of the first byte
   */
  constructor(capacity: number, onDrop: (bytes: Buffer) => void = () => undefined, start = 0) {
    this.#capacity = capacity;
    this.#onDrop = onDrop;
    this.#start = start;
    this.#end = start;
  }

  /** Position of the first byte that is kept. */
  get start(): number {
    return this.#start;
  }

  /** Position after the last byte. */
  get end(): number {
    return this.#end;
  }

  /** Allocated memory. */
  get allocatedBytes(): number {
    return this.#blocks.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  append(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const block = this.#writableBlock();
      const piece = bytes.subarray(at, at + block.bytes.length - block.used);
      block.bytes.set(piece, block.used);
      block.used += piece.length;
      at += piece.length;
    }
    this.#end += bytes.length;
    this.#drop();
  }

  /** Contiguous bytes from a position on; valid until more is appended. */
  read(position: number, maxBytes: number): Buffer {
    let blockStart = this.#start;
    for (const { bytes, used } of this.#blocks) {
      if (position < blockStart + used) {
        const from = position - blockStart;
        return bytes.subarray(from, Math.min(used, from + maxBytes));
      }
      blockStart += used;
    }
    return Buffer.alloc(0);
  }

  #writableBlock(): Block {
    const last = this.#blocks.at(-1);
    if (last && last.used < last.bytes.length) return last;
    const size = last ? Math.min(last.bytes.length * 2, blockBytes) : firstBlockBytes;
    const bytes = this.#spare ?? Buffer.allocUnsafeSlow(size);
    this.#spare = null;
    const block = { bytes, used: 0 };
    this.#blocks.push(block);
    return block;
  }

  #drop(): void {
    let first = this.#blocks[0];
    while (first && this.#end - this.#start - first.used >= this.#capacity) {
      this.#blocks.shift();
      this.#start += first.used;
      this.#onDrop(first.bytes.subarray(0, first.used));
      // Without reuse, heavy output would mostly keep the garbage collector busy.
      if (first.bytes.length === blockBytes) this.#spare = first.bytes;
      first = this.#blocks[0];
    }
  }
}

const newline = 0x0a;
const escape = 0x1b;

/**
 * Where output that begins in the middle can be displayed: after the end of a line or at an escape sequence, and never
 * within a UTF-8 character. Returns the number of bytes to skip.
 */
export function resumePoint(bytes: Buffer): number {
  const [line, sequence] = [bytes.indexOf(newline), bytes.indexOf(escape)];
  const starts = [line < 0 ? -1 : line + 1, sequence].filter((at) => at >= 0);
  if (starts.length > 0) return Math.min(...starts);
  const character = bytes.findIndex((byte) => (byte & 0xc0) !== 0x80);
  return Math.max(character, 0);
}
