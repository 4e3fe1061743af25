import { TerminalConnection, type TerminalSocket } from '@pineapple/host-link/terminal';
import { signedSocket } from './cluster/signed-socket.ts';
import type { Person } from './site/person.ts';

const keptBytes = 4096;

/** Somebody who looks at a terminal, takes all that it prints as fast as it comes, and keeps the last of it only. */
export class FloodViewer implements Disposable {
  readonly #connection: TerminalConnection;
  readonly #opened: Promise<void>;
  #tail = '';
  #received = 0;
  readonly #wanted = new Set<{ readonly isThere: () => boolean; readonly found: () => void }>();

  constructor(person: Person, containerId: string, terminal: string) {
    const Socket = signedSocket(person, () => undefined);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#opened = promise;
    this.#connection = new TerminalConnection({
      ...{ origin: person.url, containerId, terminal, cols: 120, rows: 30 },
      openSocket: (url, protocol) => new Socket(url, protocol) as unknown as TerminalSocket,
      consumer: {
        output: (bytes, dealtWith) => {
          this.#take(bytes);
          dealtWith();
        },
        clear: () => undefined,
        state: ({ kind }) => kind === 'open' && resolve(),
      },
    });
  }

  /** Opens a terminal and waits for its prompt. */
  static async open(person: Person, containerId: string, terminal: string): Promise<FloodViewer> {
    const viewer = new FloodViewer(person, containerId, terminal);
    await viewer.#opened;
    await viewer.#until(() => viewer.#tail.includes('# '));
    return viewer;
  }

  /** Bytes so far. */
  get received(): number {
    return this.#received;
  }

  /** Types; what can't be typed now is an error. */
  type(input: string): void {
    if (!this.#connection.write(input)) throw new Error('Nothing can be typed now.');
  }

  /** Resolves once so many more bytes came. */
  more(bytes: number): Promise<void> {
    const wanted = this.#received + bytes;
    return this.#until(() => this.#received >= wanted);
  }

  /** Types a line and resolves, to the milliseconds that it took, when `mark` is printed, which is not in the line. */
  async run(line: string, mark: string): Promise<number> {
    this.#tail = '';
    const from = performance.now();
    this.type(`${line}\r`);
    await this.#until(() => this.#tail.includes(mark));
    return performance.now() - from;
  }

  [Symbol.dispose](): void {
    this.#connection.dispose();
  }

  #take(bytes: Uint8Array): void {
    this.#received += bytes.length;
    this.#tail = (this.#tail + Buffer.from(bytes).toString('latin1')).slice(-keptBytes);
    for (const wanted of this.#wanted) {
      if (!wanted.isThere()) continue;
      this.#wanted.delete(wanted);
      wanted.found();
    }
  }

  #until(isThere: () => boolean): Promise<void> {
    if (isThere()) return Promise.resolve();
    return new Promise((found) => void this.#wanted.add({ isThere, found }));
  }
}
