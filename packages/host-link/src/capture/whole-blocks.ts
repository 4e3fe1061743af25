import { join } from './bytes.ts';
import { blockOverheadBytes } from './pcapng-format.ts';

/** Passes on whole blocks of a little-endian pcapng stream, so that it can be cut anywhere and stays a valid file. */
export class WholeBlocks {
  #held: Uint8Array = new Uint8Array(0);

  /** Returns the bytes of all blocks that these bytes complete. @throws Error for a length that no block has */
  take(bytes: Uint8Array): Uint8Array {
    const input = join(this.#held, bytes);
    const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
    let end = 0;
    while (input.length - end >= blockOverheadBytes) {
      const size = view.getUint32(end + 4, true);
      if (size < blockOverheadBytes) throw new Error(`A block of a capture can't have ${size} bytes`);
      if (input.length - end < size) break;
      end += size;
    }
    this.#held = input.slice(end);
    return input.slice(0, end);
  }
}
