import { TerminalConnection, type TerminalLoss, type TerminalSocket } from '@pineapple/host-link/terminal';
import { type SignedIn, signedSocket } from '../users/signed-socket.ts';
import { Conditions } from '../waiting/conditions.ts';

interface TerminalViewerOptions {
  /** The terminal's name; `main` if left out. */
  readonly terminal?: string;
  /** How much of the output is kept, in characters; everything if left out. */
  readonly kept?: number;
}

/** A viewer of a terminal with the product's own client, which reconnects and acknowledges as the page does. */
export class TerminalViewer implements Disposable {
  readonly #connection: TerminalConnection;
  readonly #kept: number;
  readonly #conditions = new Conditions();
  readonly losses: TerminalLoss[] = [];
  /** How often the screen had to be cleared. */
  clears = 0;
  /** The servers that accepted its connections, as the load balancer names them. */
  readonly servedBy: string[] = [];
  /** The output since it connected, without what was lost, one character for each byte. */
  text = '';
  /** Bytes of output so far. */
  received = 0;
  /** Gets each piece of output. */
  onOutput: (bytes: Uint8Array) => void = () => undefined;

  constructor(
    user: SignedIn & { readonly url: string },
    containerId: string,
    { terminal, kept = Infinity }: TerminalViewerOptions = {},
  ) {
    const Socket = signedSocket(user, (by) => this.servedBy.push(by));
    this.#kept = kept;
    this.#connection = new TerminalConnection({
      ...{ origin: user.url, containerId, cols: 120, rows: 30 },
      ...(terminal !== undefined && { terminal }),
      openSocket: (url, protocol) => new Socket(url, protocol) as unknown as TerminalSocket,
      consumer: {
        output: (bytes, done) => {
          this.#take(bytes);
          done();
        },
        clear: () => void (this.clears += 1),
        state: () => this.#conditions.check(),
        loss: (loss) => void this.losses.push(loss),
      },
    });
  }

  /** Opens a terminal and waits until it accepts input. */
  static async open(
    user: SignedIn & { readonly url: string },
    containerId: string,
    options?: TerminalViewerOptions,
  ): Promise<TerminalViewer> {
    const viewer = new TerminalViewer(user, containerId, options);
    await viewer.#conditions.until(() => {
      const { state } = viewer.#connection;
      if (state.kind === 'ended') throw new Error(`The terminal ended: ${JSON.stringify(state)}`);
      return state.kind === 'open';
    });
    return viewer;
  }

  get isOpen(): boolean {
    return this.#connection.state.kind === 'open';
  }

  /** @throws Error when the terminal accepts no input now */
  type(input: string | Uint8Array<ArrayBuffer>): void {
    if (!this.#connection.write(input)) throw new Error('The terminal accepts no input now.');
  }

  /** Resolves once the text was printed. */
  printed(text: string): Promise<void> {
    return this.#conditions.until(() => this.text.includes(text));
  }

  /** Resolves once so many more bytes were printed. */
  more(bytes: number): Promise<void> {
    const wanted = this.received + bytes;
    return this.#conditions.until(() => this.received >= wanted);
  }

  /**
   * Runs a line until it prints `mark`, which the line itself must not contain.
   * @returns the milliseconds that it took
   */
  async run(line: string, mark: string): Promise<number> {
    this.text = '';
    const start = performance.now();
    this.type(`${line}\r`);
    await this.printed(mark);
    return performance.now() - start;
  }

  reconnect(): void {
    this.#connection.reconnect();
  }

  [Symbol.dispose](): void {
    this.#connection.dispose();
  }

  #take(bytes: Uint8Array): void {
    this.received += bytes.length;
    if (this.#kept > 0) this.text += Buffer.from(bytes).toString('latin1');
    if (this.text.length > this.#kept) this.text = this.text.slice(-this.#kept);
    this.onOutput(bytes);
    this.#conditions.check();
  }
}
