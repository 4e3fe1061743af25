/** Maximum size of one command. Valkey's own limits are far higher. */
const maxArguments = 4096;
const maxArgumentBytes = 16 * 1024 * 1024;
const maxHeaderBytes = 32;

export class ProtocolError extends Error {}

/**
 * Parses commands from a byte stream: RESP arrays of bulk strings, as every client library sends. Inline commands are
 * refused, so that an HTTP request from a web page has no effect.
 * https://valkey.io/topics/protocol/
 */
export class RequestParser {
  #buffered: Buffer = Buffer.alloc(0);

  /** @throws ProtocolError on bytes that are no command; close the connection then. */
  push(chunk: Buffer): Buffer[][] {
    this.#buffered = this.#buffered.length === 0 ? chunk : Buffer.concat([this.#buffered, chunk]);
    const commands: Buffer[][] = [];
    let position = 0;
    for (;;) {
      const parsed = parseCommand(this.#buffered, position);
      if (!parsed) break;
      position = parsed.end;
      if (parsed.words.length > 0) commands.push(parsed.words);
    }
    // A copy, so that a few remaining bytes do not keep a large chunk in memory.
    this.#buffered = Buffer.from(this.#buffered.subarray(position));
    return commands;
  }
}

function parseCommand(bytes: Buffer, start: number): { words: Buffer[]; end: number } | null {
  const count = readLength(bytes, start, 0x2a, maxArguments, 'multibulk');
  if (!count) return null;
  const words: Buffer[] = [];
  let position = count.end;
  for (let index = 0; index < count.value; index += 1) {
    const size = readLength(bytes, position, 0x24, maxArgumentBytes, 'bulk');
    if (!size) return null;
    const end = size.end + size.value;
    if (bytes.length < end + 2) return null;
    words.push(bytes.subarray(size.end, end));
    position = end + 2;
  }
  return { words, end: position };
}

function readLength(
  bytes: Buffer,
  start: number,
  marker: number,
  max: number,
  what: string,
): { value: number; end: number } | null {
  if (start >= bytes.length) return null;
  if (bytes[start] !== marker) {
    throw new ProtocolError(
      `expected '${String.fromCharCode(marker)}', got '${String.fromCharCode(bytes[start] ?? 0)}'`,
    );
  }
  const end = bytes.indexOf('\r\n', start);
  if (end === -1) {
    if (bytes.length - start > maxHeaderBytes) throw new ProtocolError(`invalid ${what} length`);
    return null;
  }
  const text = bytes.toString('latin1', start + 1, end);
  const value = Number(text);
  if (!/^\d{1,10}$/.test(text) || value > max) throw new ProtocolError(`invalid ${what} length`);
  return { value, end: end + 2 };
}
