import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { listenOnSocket } from '../../system/socket-server.ts';
import { readBody } from '../../system/read-body.ts';

/** What answers a call of Docker's plugin protocol: the parsed request in, the answer out, an error refuses. */
export type PluginHandlers = Readonly<Record<string, (body: unknown) => unknown>>;

/** Docker looks here for drivers that are no sockets in its own run directory; it stays over a reboot. */
const specDirectory = '/etc/docker/plugins';
const mediaType = 'application/vnd.docker.plugins.v1.2+json';
const maxBodyBytes = 1024 * 1024;

interface PluginServerOptions {
  readonly driverName: string;
  /** Beside which the driver's socket is put. */
  readonly socketPath: string;
  readonly handlers: PluginHandlers;
  readonly log: Logger;
}

/**
 * Serves Docker's plugin protocol and tells Docker where. By a spec file and not by a socket in Docker's own
 * run directory, because an engine may have that directory for itself.
 */
export async function servePlugin(options: PluginServerOptions): Promise<Server> {
  const { socketPath, driverName, handlers, log } = options;
  const all: PluginHandlers = {
    'Plugin.Activate': () => ({ Implements: ['NetworkDriver', 'IpamDriver'] }),
    ...handlers,
  };
  const server = createServer((request, response) => void answer(all, log, request, response));
  // Docker keeps its connections; one that were closed between two calls would fail a call.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  await rm(socketPath, { force: true });
  await listenOnSocket(server, socketPath);
  await chmod(socketPath, 0o600);
  await mkdir(specDirectory, { recursive: true });
  await writeFile(join(specDirectory, `${driverName}.spec`), `unix://${socketPath}`);
  return server;
}

/** Tells Docker that the driver is not to be looked for any more. */
export async function removePluginSpec(driverName: string): Promise<void> {
  await rm(join(specDirectory, `${driverName}.spec`), { force: true });
}

async function answer(
  handlers: PluginHandlers,
  log: Logger,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const call = (request.url ?? '').slice(1);
  const started = performance.now();
  let status = 200;
  let result: unknown;
  try {
    const text = await readBody(request, maxBodyBytes);
    const handler = handlers[call];
    if (!handler) throw new Error(`the host agent's driver has no ${call}`);
    result = await handler(text === '' ? {} : JSON.parse(text));
  } catch (error) {
    status = 500;
    result = { Err: error instanceof Error ? error.message : String(error) };
    log.warn({ err: error, call }, 'a call of the driver failed');
  }
  log.debug({ call, ms: performance.now() - started, status }, 'driver');
  response.writeHead(status, { 'content-type': mediaType }).end(JSON.stringify(result));
}
