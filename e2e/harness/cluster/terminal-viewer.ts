import { TerminalConnection, type TerminalLoss, type TerminalSocket } from '@pineapple/host-link/terminal';
import type { Person } from '../site/person.ts';
import { signedSocket } from './signed-socket.ts';

/** Somebody who looks at a terminal and writes down every byte. */
export class TerminalViewer implements Disposable {
  readonly #connection: TerminalConnection;
  readonly #chunks: Uint8Array[] = [];
  readonly losses: TerminalLoss[] = [];
  /** How often the screen had to be cleared. */
  clears = 0;
  /** Which servers took its connections. */
  readonly servedBy: string[] = [];

  constructor(person: Person, containerId: string) {
    const Socket = signedSocket(person, (by) => this.servedBy.push(by));
    this.#connection = new TerminalConnection({
      ...{ origin: person.url, containerId, cols: 80, rows: 24 },
      openSocket: (url, protocol) => new Socket(url, protocol) as unknown as TerminalSocket,
      consumer: {
        output: (bytes, dealtWith) => {
          this.#chunks.push(bytes);
          dealtWith();
        },
        clear: () => void (this.clears += 1),
        state: () => undefined,
        loss: (loss) => void this.losses.push(loss),
      },
    });
  }

  get isOpen(): boolean {
    return this.#connection.state.kind === 'open';
  }

  /** All that was printed since it came, losses not counted. */
  get text(): string {
    return Buffer.concat(this.#chunks).toString();
  }

  /** Types; what can't be typed now is an error. */
  type(input: string): void {
    if (!this.#connection.write(input)) throw new Error('Nothing can be typed now.');
  }

  /** Goes to where the balancer sends it next. */
  moveOn(): void {
    this.#connection.reconnect();
  }

  [Symbol.dispose](): void {
    this.#connection.dispose();
  }
}
