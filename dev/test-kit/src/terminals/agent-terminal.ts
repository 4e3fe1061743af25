import { once } from 'node:events';
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  type IncomingHttpHeaders,
  connect,
} from 'node:http2';
import { createConnection } from 'node:net';
import { Duplex, Transform } from 'node:stream';
import {
  StreamFrameReader,
  type TerminalControl,
  TextToBytes,
  encodeControlFrame,
  encodeDataFrame,
  terminalControl,
} from '@pineapple/host-link/protocol';
import { Conditions } from '../waiting/conditions.ts';

const streamWindowBytes = 256 * 1024;

/** A connection to an agent's streams, such as the API has at its end of a session. */
export function connectStreams(socketPath: string): ClientHttp2Session {
  const connection = createConnection(socketPath);
  const text = new TextToBytes();
  const bytes = new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, text.read(chunk)),
  });
  connection.on('error', (error) => bytes.destroy(error)).pipe(bytes);
  const both = Duplex.from({ readable: bytes, writable: connection });
  const session = connect('http://agent', {
    createConnection: () => both,
    settings: { initialWindowSize: streamWindowBytes },
  });
  // Each stream has its own flow control, so the connection must not limit them.
  session.once('connect', () => session.setLocalWindowSize(64 * streamWindowBytes));
  return session.on('error', () => undefined);
}

/** The status and the JSON body of the answer to a request. */
export async function ask(
  session: ClientHttp2Session,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const stream = session.request(headers);
  stream.end();
  const answered = new Promise<IncomingHttpHeaders>((resolve) => stream.once('response', resolve));
  let text = '';
  // An iterator would fail when the stream closes before all was read.
  stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  await once(stream, 'end');
  const status = Number((await answered)[':status']);
  return { status, body: text === '' ? null : JSON.parse(text) };
}

/** A viewer of a terminal at the agent's own socket. */
export class AgentTerminal {
  readonly stream: ClientHttp2Stream;
  readonly controls: TerminalControl[] = [];
  readonly closed: Promise<void>;
  status = 0;
  refusal = '';
  /** Bytes of output so far. */
  received = 0;
  output = '';
  readonly #keep: boolean;
  readonly #session: ClientHttp2Session;
  readonly #headers: Readonly<Record<string, string>>;
  #taken: ClientHttp2Stream | null = null;
  #position = 0;
  readonly #pieces: Uint8Array[] = [];
  readonly #conditions = new Conditions();
  readonly #decoder = new TextDecoder();

  constructor(
    session: ClientHttp2Session,
    containerId: string,
    headers: Readonly<Record<string, string>>,
    options: { readonly name?: string; readonly keep?: boolean } = {},
  ) {
    this.#keep = options.keep ?? true;
    this.#session = session;
    this.#headers = headers;
    this.stream = session.request({
      ':method': 'POST',
      ':path': `/terminals/${containerId}/${options.name ?? 'main'}`,
      ...headers,
    });
    const reader = new StreamFrameReader();
    // The first bytes may arrive before Node reports the response, so they are read only after it.
    this.stream.once('response', (answer) => {
      this.status = Number(answer[':status']);
      this.stream.on('data', (bytes: Buffer) => {
        if (this.status !== 200) this.refusal += bytes.toString();
        else for (const frame of reader.read(bytes)) this.#take(frame);
        this.#conditions.check();
      });
    });
    this.stream.on('error', () => undefined);
    this.closed = new Promise((resolve) => this.stream.once('close', resolve));
    void this.closed.then(() => this.#conditions.check());
  }

  type(text: string): void {
    this.stream.write(encodeDataFrame(Buffer.from(text)));
  }

  /** Ends the input of a shell without a pseudo-terminal. */
  endInput(): void {
    this.stream.write(encodeControlFrame({ type: 'end-input' }));
  }

  resize(cols: number, rows: number): void {
    this.stream.write(encodeControlFrame({ type: 'resize', cols, rows }));
  }

  /** All bytes of output, each as one character. */
  raw(): string {
    return Buffer.concat(this.#pieces).toString('latin1');
  }

  /** The last control of a type. */
  last<T extends TerminalControl['type']>(type: T): Extract<TerminalControl, { type: T }> | undefined {
    return this.controls.findLast((each) => each.type === type) as
      Extract<TerminalControl, { type: T }> | undefined;
  }

  until(what: string, condition: () => boolean, timeoutMs = 120_000): Promise<void> {
    const seen = (): string =>
      `${this.status} ${this.refusal} ${JSON.stringify(this.controls)} ${JSON.stringify(this.output.slice(-500))}`;
    return this.#conditions.until(condition, { what, seen, timeoutMs });
  }

  shows(text: string): Promise<void> {
    return this.until(JSON.stringify(text), () => this.output.includes(text));
  }

  async leave(): Promise<void> {
    this.stream.close();
    await this.closed;
  }

  #take(frame: ReturnType<StreamFrameReader['read']>[number]): void {
    if (frame.kind === 'control') {
      const control = terminalControl.parse(frame.json);
      this.controls.push(control);
      if (control.type === 'ready') this.#reportTaken(control.viewer);
      if (control.type === 'ready' || control.type === 'skipped') this.#position = control.offset;
      return;
    }
    this.#position += frame.bytes.length;
    this.#taken?.write(encodeControlFrame({ type: 'taken', offset: this.#position }));
    this.received += frame.bytes.length;
    if (this.#keep) this.#pieces.push(frame.bytes);
    if (this.#keep) this.output += this.#decoder.decode(frame.bytes, { stream: true });
    else this.output = Buffer.from(frame.bytes).toString('latin1').slice(-1000);
  }

  #reportTaken(viewer: string): void {
    // The agent may be stopping, and Node throws then.
    if (this.#session.closed || this.#session.destroyed) return;
    const path = { ':method': 'POST', ':path': `/taken/${viewer}` };
    this.#taken = this.#session.request({ ...path, ...this.#headers });
    this.#taken.on('error', () => undefined).resume();
    void this.closed.then(() => this.#taken?.close());
  }
}
