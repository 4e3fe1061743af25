/** A piece of what a program without a terminal wrote. */
interface ProgramPiece {
  readonly to: 'stdout' | 'stderr';
  readonly bytes: Uint8Array;
}

const headerBytes = 8;

/**
 * Reads the output of a shell without a pseudo-terminal, in which Docker marks each piece as standard output or standard error:
 * one byte 1 or 2, three zeros, four bytes of length (big-endian), then the piece. Source: "Stream format" of the Engine API's
 * ContainerAttach.
 */
export class ProgramOutput {
  #header = new Uint8Array(0);
  #to: ProgramPiece['to'] = 'stdout';
  #left = 0;

  /** The pieces in these bytes, which may be cut anywhere. */
  read(bytes: Uint8Array): ProgramPiece[] {
    const pieces: ProgramPiece[] = [];
    for (let at = 0; at < bytes.length;) {
      if (this.#left > 0) {
        const piece = bytes.subarray(at, at + this.#left);
        pieces.push({ to: this.#to, bytes: piece });
        this.#left -= piece.length;
        at += piece.length;
        continue;
      }
      const more = bytes.subarray(at, at + headerBytes - this.#header.length);
      const header = new Uint8Array([...this.#header, ...more]);
      at += more.length;
      this.#header = header.length < headerBytes ? header : new Uint8Array(0);
      if (header.length < headerBytes) continue;
      this.#to = header[0] === 2 ? 'stderr' : 'stdout';
      this.#left = new DataView(header.buffer).getUint32(4);
    }
    return pieces;
  }
}
