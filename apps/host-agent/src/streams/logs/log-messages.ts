/** One message as Docker keeps it: a line, or the next piece of a long one. */
export interface LogMessage {
  readonly stream: 'stdout' | 'stderr';
  readonly at: string;
  readonly text: Buffer;
  /** Whether the line ends with it. */
  readonly complete: boolean;
}

/** Docker frames each message: one byte for the stream, three of nothing, four for the length. */
const headerBytes = 8;
/** Docker cuts lines at 16 KiB: anything longer is no log. */
const mostMessageBytes = 1024 * 1024;
const newline = 0x0a;
const space = 0x20;

/** Cuts the output of `logs` with timestamps into messages, whatever pieces it arrives in. */
export class LogMessageReader {
  #held: Buffer = Buffer.alloc(0);

  /** @throws Error for what is no log of Docker's */
  read(bytes: Buffer): LogMessage[] {
    const input = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    const messages: LogMessage[] = [];
    let at = 0;
    while (input.length - at >= headerBytes) {
      const length = input.readUInt32BE(at + 4);
      if (length > mostMessageBytes) throw new Error(`Docker sent a message of ${length} bytes`);
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
