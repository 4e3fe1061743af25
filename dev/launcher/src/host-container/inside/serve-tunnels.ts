import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { joinStreams } from '../tunnel/join-streams.ts';
import { Tunnel } from '../tunnel/tunnel.ts';
import { awsStream, inside, reachable } from '../paths.ts';

const whole = { allowHalfOpen: true };

/**
 * Accepts the launcher's tunnel at a socket. Its streams lead to the sockets of Docker and the agent, and what connects to
 * the port of AWS goes through the tunnel to the launcher. A new tunnel takes the place of the one before.
 */
export async function serveTunnels(): Promise<AsyncDisposable> {
  let tunnel: Tunnel | null = null;
  const tunnels = createServer((carrier) => {
    tunnel?.close();
    tunnel = new Tunnel(carrier, {
      end: 'host',
      accept: (name, stream) => {
        const path = Object.hasOwn(reachable, name) ? reachable[name] : undefined;
        if (path === undefined) stream.destroy();
        else joinStreams(stream, connect({ path, ...whole }));
      },
    });
  });
  const aws = createServer(whole, (socket) => {
    if (tunnel) joinStreams(socket, tunnel.open(awsStream));
    else socket.destroy();
  });
  rmSync(inside.tunnelSocket, { force: true });
  await Promise.all([
    listen(tunnels.listen(inside.tunnelSocket)),
    listen(aws.listen(inside.awsPort, '127.0.0.1')),
  ]);
  return {
    [Symbol.asyncDispose]: async () => {
      tunnel?.close();
      await Promise.all([close(tunnels), close(aws)]);
    },
  };
}

async function listen(server: Server): Promise<void> {
  await once(server, 'listening');
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  await closed;
}
