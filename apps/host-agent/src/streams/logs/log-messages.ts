/** A message of Docker's log: a line, or a piece of a long one. */
export interface LogMessage {
  readonly stream: 'stdout' | 'stderr';
  readonly at: string;
  readonly text: Buffer;
  /** Whether it ends the line. */
  readonly complete: boolean;
}

/** The header of Docker's frames: one byte for the stream, three zero bytes, four bytes for the length. */
const headerBytes = 8;
/** Docker splits lines at 16 KiB, so a longer message is not a log message. */
const maxMessageBytes = 1024 * 1024;
const newline = 0x0a;
const space = 0x20;

/** Splits Docker's log stream with timestamps into messages, however its bytes arrive. */
export class LogMessageReader {
  #held: Buffer = Buffer.alloc(0);

  /** @throws Error when the bytes are not a log stream of Docker */
  read(bytes: Buffer): LogMessage[] {
    const input = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    const messages: LogMessage[] = [];
    let at = 0;
    while (input.length - at >= headerBytes) {
      const length = input.readUInt32BE(at + 4);
      if (length > maxMessageBytes) throw new Error(`Docker sent a log message of ${length} bytes`);
      if (input.length - at < headerBytes + length) break;
      const payload = input.subarray(at + headerBytes, at + headerBytes + length);
      messages.push(parse(input[at] === 2 ? 'stderr' : 'stdout', payload));
      at += headerBytes + length;
    }
    this.#held = Buffer.from(input.subarray(at));
    return messages;
  }
}

function parse(stream: LogMessage['stream'], payload: Buffer): LogMessage {
  const end = payload.indexOf(space);
  const complete = payload.at(-1) === newline;
  return {
    stream,
    at: payload.toString('latin1', 0, end),
    text: payload.subarray(end + 1, complete ? -1 : undefined),
    complete,
  };
}
