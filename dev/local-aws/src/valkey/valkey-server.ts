import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { Channels } from './channels.ts';
import { isOwnUser } from '../http/connection-owner.ts';
import { runCommand } from './commands.ts';
import { Connection } from './connection.ts';

export interface ValkeyServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Publish/subscribe over Valkey's protocol, on loopback. */
export async function startValkey(options: { port: number; outputLimit: number }): Promise<ValkeyServer> {
  const channels = new Channels();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    if (!isOwnUser(socket)) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    new Connection(socket, channels, options.outputLimit, runCommand);
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `redis://127.0.0.1:${port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
