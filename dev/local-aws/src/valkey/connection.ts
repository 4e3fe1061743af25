import type { Socket } from 'node:net';
import type { Channels, Subscriber } from './channels.ts';
import { failure } from './replies.ts';
import { ProtocolError, RequestParser } from './request-parser.ts';

type RunCommand = (connection: Connection, words: readonly Buffer[]) => void;

/** The connection of one client. */
export class Connection implements Subscriber {
  readonly channels: Channels;
  readonly subscriptions = new Map<string, Buffer>();
  readonly #socket: Socket;
  readonly #outputLimit: number;
  readonly #run: RunCommand;
  readonly #parser = new RequestParser();

  constructor(socket: Socket, channels: Channels, outputLimit: number, run: RunCommand) {
    this.channels = channels;
    this.#socket = socket;
    this.#outputLimit = outputLimit;
    this.#run = run;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    // A close event follows every reset.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.unsubscribeAll());
  }

  /** Writes to the client. A client that does not read is disconnected before its backlog fills the memory. */
  deliver(bytes: Buffer): void {
    if (this.#socket.destroyed) return;
    if (this.#socket.writableLength + bytes.length > this.#outputLimit) this.#socket.destroy();
    else this.#socket.write(bytes);
  }

  subscribe(channel: Buffer): void {
    this.subscriptions.set(channel.toString('latin1'), channel);
    this.channels.subscribe(channel, this);
  }

  unsubscribe(channel: Buffer): void {
    this.subscriptions.delete(channel.toString('latin1'));
    this.channels.unsubscribe(channel, this);
  }

  unsubscribeAll(): void {
    for (const channel of [...this.subscriptions.values()]) this.unsubscribe(channel);
  }

  quit(): void {
    this.#socket.end();
  }

  #receive(chunk: Buffer): void {
    // All commands of one chunk are answered in one write.
    this.#socket.cork();
    try {
      for (const words of this.#parser.push(chunk)) {
        if (!this.#socket.writable) return;
        this.#run(this, words);
      }
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#socket.end(failure(`ERR Protocol error: ${error.message}`));
    } finally {
      this.#socket.uncork();
    }
  }
}
