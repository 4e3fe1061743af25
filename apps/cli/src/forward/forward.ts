import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { CliConfig } from '@pineapple/config';
import {
  ForwardCut,
  forwardCloseCodes,
  forwardPath,
  forwardSubprotocol,
  joinBytes,
  SocketBytes,
} from '@pineapple/host-link/forward';
import { WebSocket } from 'ws';
import { request } from '../site/api.ts';
import { CliError } from '../cli-error.ts';
import type { ForwardCommand, ForwardedPort } from './forward-command.ts';
import { findContainer, listLabs } from '../labs.ts';
import { untilInterrupted } from '../until-interrupted.ts';

const localAddress = '127.0.0.1';
/** TCP keep-alive, in milliseconds: it detects a website that vanished. */
const keepAliveMs = 25_000;
/** No connection could be made after these. */
const finalCodes: readonly number[] = [
  forwardCloseCodes.unauthenticated,
  forwardCloseCodes.forbidden,
  forwardCloseCodes.notFound,
];

type Container = ReturnType<typeof findContainer>;

/** Forwards ports until Ctrl-C. A connection that fails is reported, and the others continue. */
export async function forward(config: CliConfig, { place, ports: named }: ForwardCommand): Promise<number> {
  const container = findContainer(await listLabs(config), place);
  const { phase } = container.readiness;
  if (phase !== 'RUNNING' && phase !== 'READY')
    throw new CliError(
      `'${container.name}' is not running: it is ${phase}. Wait until it is READY, or start it.`,
    );
  const ports = named.length > 0 ? named : await offeredPorts(config, container);
  using stopped = untilInterrupted();
  const { promise: failed, reject } = Promise.withResolvers<never>();
  const interrupted = once(stopped.signal, 'abort');
  const servers: Server[] = [];
  const open = new Set<Socket>();
  try {
    for (const one of ports) {
      const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (local) => {
        open.add(local);
        local.once('close', () => open.delete(local));
        join(config, { container, port: one.port, local, reject });
      });
      servers.push(server);
      await listen(server, one, container);
      const { port } = server.address() as AddressInfo;
      process.stdout.write(`Forwarding ${localAddress}:${port} to ${container.name}:${one.port}\n`);
    }
    await Promise.race([interrupted, failed]);
    return 0;
  } finally {
    for (const server of servers) server.close();
    for (const local of open) local.destroy();
  }
}

const offeredQuery = `query OfferedPorts($id: ID!) {
  node(id: $id) { ... on Container { config { ports { port } } } }
}`;

interface Offered {
  readonly node: { readonly config: { readonly ports: readonly { readonly port: number }[] } | null } | null;
}

/** The ports that a container offers, each at the same number of this machine, or at any if that one needs more rights. */
async function offeredPorts(config: CliConfig, { id, name }: Container): Promise<readonly ForwardedPort[]> {
  const { node } = await request<Offered>(config, offeredQuery, { id });
  const ports = (node?.config?.ports ?? []).map(({ port }) => ({ local: port < 1024 ? 0 : port, port }));
  if (ports.length > 0) return ports;
  throw new CliError(
    `'${name}' offers no ports. Name the port of the container, such as 80, or 8080:80 for the port 8080 here.`,
  );
}

async function listen(server: Server, { local, port }: ForwardedPort, { name }: Container): Promise<void> {
  try {
    server.listen(local, localAddress);
    await once(server, 'listening');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    const problem =
      code === 'EADDRINUSE'
        ? `The port ${local} of this machine is taken`
        : code === 'EACCES'
          ? `The port ${local} of this machine needs more rights`
          : `The port ${local} of this machine can't be opened: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new CliError(
      `${problem}. Choose another one: :${port} for any free one, or ${port < 1024 ? port + 8000 : port + 1}:${port}. '${name}' keeps its port ${port}.`,
      { cause },
    );
  }
}

interface Connection {
  readonly container: Container;
  readonly port: number;
  readonly local: Socket;
  /** Ends the command. */
  readonly reject: (reason: CliError) => void;
}

/** Joins a connection to this machine with a new one to the container. */
function join({ url, token }: CliConfig, { container, port, local, reject }: Connection): void {
  const target = new URL(forwardPath(container.id, port), url);
  target.protocol = target.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(target, forwardSubprotocol, {
    headers: { authorization: `Bearer ${token}` },
    perMessageDeflate: false,
    followRedirects: false,
  });
  const report = (failure: Error): void => {
    if (failure instanceof ForwardCut && finalCodes.includes(failure.code))
      return reject(new CliError(failure.message));
    process.stderr.write(`[pineapple] ${container.name}:${port}: ${failure.message}\n`);
  };
  socket.once('upgrade', (response) => response.socket.setKeepAlive(true, keepAliveMs));
  local.on('error', () => undefined);
  const unreachable = (): void => {
    local.resetAndDestroy();
    report(new Error(`${url} can't be reached. Check PINEAPPLE_URL.`));
  };
  socket.once('error', unreachable);
  // A user who gives up before the connection stands.
  const gone = (): void => socket.terminate();
  local.once('close', gone);
  socket.once('open', () => {
    socket.off('error', unreachable);
    local.off('close', gone);
    joinBytes(new SocketBytes(socket), local, (failure) => {
      // The programs on this machine see the end of their own connections.
      if (failure instanceof ForwardCut) report(failure);
    });
  });
}
