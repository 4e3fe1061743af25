import { type ClientControl, type ServerControl, terminalSubprotocol } from '@pineapple/host-link/terminal';
import { WebSocket } from 'ws';
import { EventLog } from '../waiting/event-log.ts';

/** The WebSocket protocol of terminals by hand: it acknowledges nothing unless the test does. */
export class RawTerminal {
  readonly socket: WebSocket;
  readonly controls = new EventLog<ServerControl>();
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  readonly #output: Buffer[] = [];
  #bytes = 0;
  readonly #arrivals = new EventLog<number>();

  constructor(
    url: string,
    containerId: string,
    headers: Record<string, string>,
    query: Record<string, string> = {},
  ) {
    const address = new URL(`/terminals/${containerId}`, url.replace('http', 'ws'));
    address.search = new URLSearchParams(query).toString();
    this.socket = new WebSocket(address, terminalSubprotocol, { headers });
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data: Buffer, binary) => {
      if (!binary) return this.controls.push(JSON.parse(data.toString()) as ServerControl);
      this.#output.push(data);
      this.#bytes += data.length;
      this.#arrivals.push(data.length);
    });
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => {
        this.controls.end();
        this.#arrivals.end();
        resolve({ code, reason: reason.toString() });
      });
    });
  }

  get bytes(): number {
    return this.#bytes;
  }

  get output(): Buffer {
    return Buffer.concat(this.#output);
  }

  /** Resolves once so many bytes of output have arrived. */
  async received(bytes: number): Promise<void> {
    while (this.#bytes < bytes) await this.#arrivals.next();
  }

  /** Resolves once the text was printed. */
  async printed(text: string): Promise<void> {
    let searched = 0;
    for (;;) {
      const behind = Buffer.concat(this.#output.slice(searched));
      if (behind.includes(text)) return;
      // The text may have begun in the last piece.
      searched = Math.max(0, this.#output.length - 1 - text.length);
      await this.#arrivals.next();
    }
  }

  /** The next control message of this type. */
  async control<T extends ServerControl['type']>(type: T): Promise<Extract<ServerControl, { type: T }>> {
    const message = await this.controls.find((each) => each.type === type);
    return message as Extract<ServerControl, { type: T }>;
  }

  type(text: string): void {
    this.socket.send(Buffer.from(text));
  }

  send(message: ClientControl): void {
    this.socket.send(JSON.stringify(message));
  }
}
