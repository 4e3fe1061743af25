import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import type { Duplex } from 'node:stream';
import { joinStreams } from './tunnel/join-streams.ts';

/** Unix sockets of this user whose connections are passed on to a stream of the same name. */
export class LocalSockets {
  readonly #paths: Readonly<Record<string, string>>;
  readonly #servers: Readonly<Record<string, Server>>;
  readonly #streams = new Set<Duplex>();

  /** @param open Opens the stream; null when there is none now. */
  constructor(paths: Readonly<Record<string, string>>, open: (name: string) => Duplex | null) {
    this.#paths = paths;
    const serverOf = (name: string): Server =>
      createServer({ allowHalfOpen: true }, (socket) => {
        const stream = open(name);
        if (!stream) {
          socket.destroy();
          return;
        }
        this.#streams.add(stream);
        stream.once('close', () => this.#streams.delete(stream));
        joinStreams(socket, stream);
      });
    this.#servers = Object.fromEntries(Object.keys(paths).map((name) => [name, serverOf(name)]));
  }

  async listen(): Promise<void> {
    await Promise.all(
      Object.entries(this.#servers).map(async ([name, server]) => {
        const path = this.#paths[name] ?? '';
        rmSync(path, { force: true });
        await once(server.listen(path), 'listening');
      }),
    );
  }

  async close(): Promise<void> {
    const closed = Object.values(this.#servers).map(async (server) => {
      if (!server.listening) return;
      const end = once(server, 'close');
      server.close();
      await end;
    });
    for (const stream of this.#streams) stream.destroy();
    await Promise.all(closed);
  }
}
