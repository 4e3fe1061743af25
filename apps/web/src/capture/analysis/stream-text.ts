/** The bytes of an answer's Base64. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

const decoder = new TextDecoder();
// eslint-disable-next-line no-control-regex -- Those that have no shape of their own.
const shapeless = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffd]/g;

/** Bytes as text. What is not text is shown as dots. */
export function asText(bytes: Uint8Array): string {
  return decoder.decode(bytes).replaceAll('\r\n', '\n').replaceAll(shapeless, '·');
}

const printable = (byte: number): boolean => byte >= 0x20 && byte < 0x7f;

/** A byte as two hexadecimal digits. */
export function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

/** A byte as a character; a dot if it has none. */
export function character(byte: number): string {
  return printable(byte) ? String.fromCharCode(byte) : '·';
}
