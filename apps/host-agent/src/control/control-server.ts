import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import {
  type ApplyReport,
  type BuildCommand,
  PayloadError,
  decodeBuild,
  decodePayload,
  decodeSave,
  type SaveCommand,
} from '@pineapple/contracts';
import type { HostManifest } from '@pineapple/core';
import type { Logger } from 'pino';
import { listenPrivately } from '../system/socket-server.ts';
import { readBody } from '../system/read-body.ts';

const maxBodyBytes = 64 * 1024;

interface ControlServerOptions {
  readonly socketPath: string;
  readonly apply: (desired: HostManifest) => Promise<ApplyReport>;
  /** Starts a build and returns. */
  readonly build: (command: BuildCommand) => void;
  /** Starts to save containers and returns. */
  readonly save: (command: SaveCommand) => void;
  readonly status: () => unknown;
  readonly log: Logger;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Serves HTTP to `pineapple-host`, on a socket that only root can open. */
export async function serveControl(options: ControlServerOptions): Promise<Server> {
  const server = createServer((request, response) => void respond(options, request, response));
  server.requestTimeout = 0;
  await listenPrivately(server, options.socketPath);
  return server;
}

async function respond(
  options: ControlServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let answer: Answer;
  try {
    answer = await route(options, request);
  } catch (error) {
    options.log.error({ err: error, url: request.url }, 'a command failed');
    answer = { status: 500, body: { message: error instanceof Error ? error.message : String(error) } };
  }
  const body = `${JSON.stringify(answer.body)}\n`;
  response
    .writeHead(answer.status, {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
    })
    .end(body);
}

async function route(options: ControlServerOptions, request: IncomingMessage): Promise<Answer> {
  const call = `${request.method ?? ''} ${request.url ?? ''}`;
  if (call === 'GET /healthz') return { status: 200, body: { status: 'ok' } };
  if (call === 'GET /status') return { status: 200, body: options.status() };
  if (call !== 'POST /apply' && call !== 'POST /build' && call !== 'POST /save')
    return { status: 404, body: { message: `No such endpoint: ${call}` } };
  const payload = (await readBody(request, maxBodyBytes)).trim();
  try {
    if (call === 'POST /apply') return await apply(options, decodePayload(payload));
    if (call === 'POST /build') options.build(decodeBuild(payload));
    else options.save(decodeSave(payload));
    return { status: 200, body: { status: 'started' } };
  } catch (error) {
    if (error instanceof PayloadError) return { status: 400, body: { message: error.message } };
    throw error;
  }
}

async function apply(options: ControlServerOptions, desired: HostManifest): Promise<Answer> {
  const report = await options.apply(desired);
  return { status: report.status === 'failed' ? 500 : 200, body: report };
}
