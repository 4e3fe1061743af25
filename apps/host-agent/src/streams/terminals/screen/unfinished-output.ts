import { shellWidth } from '@pineapple/host-link/widths';

const esc = 0x1b;
const replacement = 0xfffd;

/** What a terminal's parser is in: text, after an escape, a control sequence, or a string such as a title. */
type Part = 'text' | 'escape' | 'sequence' | 'string' | 'string-escape';

/** Strings end with BEL or ESC \. */
const stringStarts = new Set([...'PX]^_'].map((one) => one.charCodeAt(0)));

function next(part: Part, byte: number): Part {
  if (byte === 0x18 || byte === 0x1a) return 'text';
  switch (part) {
    case 'text':
      return byte === esc ? 'escape' : 'text';
    case 'string':
      if (byte === esc) return 'string-escape';
      return byte === 0x07 ? 'text' : 'string';
    case 'string-escape':
      if (byte === 0x5c) return 'text';
      return next('escape', byte);
    case 'escape':
      if (byte === esc) return 'escape';
      if (byte === 0x5b) return 'sequence';
      if (stringStarts.has(byte)) return 'string';
      return byte < 0x30 ? 'escape' : 'text';
    case 'sequence':
      if (byte === esc) return 'escape';
      return byte >= 0x40 && byte < 0x7f ? 'text' : 'sequence';
  }
}

/** A character with so many marks is complete. */
const longestCharacter = 64;

/** How many bytes at the end are a character that following marks, or the rest of its own bytes, may still change. */
function openCharacter(bytes: Uint8Array): number {
  const end = bytes.subarray(Math.max(0, bytes.length - longestCharacter));
  let open = 0;
  for (let at = end.length - 1; at >= 0; at -= 1) {
    const byte = end[at] ?? 0;
    if (byte < 0x20) break;
    if ((byte & 0xc0) === 0x80) continue;
    const codePoint = new TextDecoder().decode(end.subarray(at)).codePointAt(0) ?? 0;
    // Bytes that are not UTF-8, or a mark that is not complete.
    if (codePoint === replacement && end.length - at > 3) break;
    open = end.length - at;
    if (codePoint !== replacement && shellWidth(codePoint) > 0) break;
  }
  return open;
}

/** How many bytes at the end of output are a control sequence or a character that what follows may complete or change. */
export function unfinishedBytes(bytes: Uint8Array): number {
  let part: Part = 'text';
  let start = 0;
  let textStart = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (part === 'text' && byte !== esc) {
      // Text is most of the output.
      const found = bytes.indexOf(esc, at);
      if (found < 0) break;
      at = found;
    }
    if (part === 'text' || (bytes[at] === esc && part !== 'string')) start = at;
    part = next(part, bytes[at] ?? 0);
    if (part === 'text') textStart = at + 1;
  }
  return part === 'text' ? openCharacter(bytes.subarray(textStart)) : bytes.length - start;
}
