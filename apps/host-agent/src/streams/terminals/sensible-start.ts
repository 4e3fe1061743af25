const newline = 0x0a;
const escape = 0x1b;

/**
 * Where output can be taken up that is known from a byte in its middle on: after the end of a line or at an escape
 * sequence, and never inside a character of UTF-8. Answers how many bytes to leave out.
 */
export function sensibleStart(bytes: Buffer): number {
  const [line, sequence] = [bytes.indexOf(newline), bytes.indexOf(escape)];
  const starts = [line < 0 ? -1 : line + 1, sequence].filter((at) => at >= 0);
  if (starts.length > 0) return Math.min(...starts);
  const character = bytes.findIndex((byte) => (byte & 0xc0) !== 0x80);
  return Math.max(character, 0);
}
