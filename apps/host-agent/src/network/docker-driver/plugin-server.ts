import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { listenOnSocket } from '../../system/socket-server.ts';
import { readBody } from '../../system/read-body.ts';

/** Handlers of Docker's plugin protocol, by method: each gets the parsed request and returns the response or throws. */
export type PluginHandlers = Readonly<Record<string, (body: unknown) => unknown>>;

/** Where Docker looks for drivers that have no socket in its run directory. It survives a reboot. */
const specDirectory = '/etc/docker/plugins';
const mediaType = 'application/vnd.docker.plugins.v1.2+json';
const maxBodyBytes = 1024 * 1024;

interface PluginServerOptions {
  readonly driverName: string;
  /** Path of the driver's socket. */
  readonly socketPath: string;
  readonly handlers: PluginHandlers;
  readonly log: Logger;
}

/**
 * Serves Docker's plugin protocol, and registers it with a spec file. A socket in Docker's run directory would not work
 * for engines that have a private run directory.
 */
export async function servePlugin(options: PluginServerOptions): Promise<Server> {
  const { socketPath, driverName, handlers, log } = options;
  const all: PluginHandlers = {
    'Plugin.Activate': () => ({ Implements: ['NetworkDriver', 'IpamDriver'] }),
    ...handlers,
  };
  const server = createServer((request, response) => void answer(all, log, request, response));
  // Docker reuses connections, and a call fails if its connection was closed.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  await rm(socketPath, { force: true });
  await listenOnSocket(server, socketPath);
  await chmod(socketPath, 0o600);
  await mkdir(specDirectory, { recursive: true });
  await writeFile(join(specDirectory, `${driverName}.spec`), `unix://${socketPath}`);
  return server;
}

/** Unregisters the driver. */
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
    if (!handler) throw new Error(`the host agent's driver does not support ${call}`);
    result = await handler(text === '' ? {} : JSON.parse(text));
  } catch (error) {
    status = 500;
    result = { Err: error instanceof Error ? error.message : String(error) };
    log.warn({ err: error, call }, 'a driver call failed');
  }
  log.debug({ call, ms: performance.now() - started, status }, 'driver');
  response.writeHead(status, { 'content-type': mediaType }).end(JSON.stringify(result));
}
