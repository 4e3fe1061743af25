import { isAscii, isUtf8 } from 'node:buffer';

/** Maximum bytes of a UTF-8 character. */
const longest = 4;
const replacementCharacter = Buffer.from('\ufffd');

/**
 * Treats a pseudo-terminal's output as AWS's agent does, which reads it as UTF-8 (`processStdoutData` in its
 * agent/session/shell/shell.go): invalid bytes pass, unless they are among the last three, which wait for more; of U+FFFD
 * only the first byte passes. Both are bugs of the agent, reproduced here so that no code relies on better behaviour.
 */
export class Utf8Reading {
  #waiting: Buffer = Buffer.alloc(0);

  read(output: Buffer): Buffer {
    if (this.#waiting.length === 0 && isAscii(output)) return output;
    const bytes = this.#waiting.length === 0 ? output : Buffer.concat([this.#waiting, output]);
    if (isUtf8(bytes) && !bytes.includes(replacementCharacter)) {
      this.#waiting = Buffer.alloc(0);
      return bytes;
    }
    const passed = Buffer.allocUnsafe(bytes.length);
    let length = 0;
    let at = 0;
    while (at < bytes.length) {
      const size = characterSize(bytes, at);
      const replacement =
        size === 3 && bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd;
      if (size === 0 || replacement) {
        if (bytes.length - at < longest) break;
        passed[length++] = bytes[at] ?? 0;
        at += replacement ? 3 : 1;
      } else {
        for (let index = 0; index < size; index += 1) passed[length++] = bytes[at + index] ?? 0;
        at += size;
      }
    }
    this.#waiting = Buffer.from(bytes.subarray(at));
    return passed.subarray(0, length);
  }
}

/** Length of the character that starts here; 0 when it is incomplete or invalid. */
function characterSize(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const size = first >= 0xf0 && first <= 0xf4 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (size === 0 || first > 0xf4 || at + size > bytes.length) return 0;
  const second = bytes[at + 1] ?? 0;
  // Overlong forms, surrogates and code points above U+10FFFF.
  const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < least || second > most) return 0;
  for (let index = 2; index < size; index += 1) {
    if (((bytes[at + index] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return size;
}
