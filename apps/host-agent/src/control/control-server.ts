import { chmod, mkdir, rm } from 'node:fs/promises';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { dirname } from 'node:path';
import { type ApplyReport, PayloadError, decodePayload } from '@pineapple/contracts';
import type { HostManifest } from '@pineapple/core';
import type { Logger } from 'pino';
import { listenOnSocket } from '../system/socket-server.ts';
import { readBody } from '../system/read-body.ts';

const maxBodyBytes = 64 * 1024;

export interface ControlServerOptions {
  readonly socketPath: string;
  readonly apply: (desired: HostManifest) => Promise<ApplyReport>;
  readonly status: () => unknown;
  readonly log: Logger;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** What `pineapple-host` talks to: HTTP on a socket that only root may open. */
export async function serveControl(options: ControlServerOptions): Promise<Server> {
  const server = createServer((request, response) => void respond(options, request, response));
  server.requestTimeout = 0;
  await mkdir(dirname(options.socketPath), { recursive: true, mode: 0o700 });
  await rm(options.socketPath, { force: true });
  const before = process.umask(0o177);
  try {
    await listenOnSocket(server, options.socketPath);
  } finally {
    process.umask(before);
  }
  await chmod(options.socketPath, 0o600);
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
  response
    .writeHead(answer.status, { 'content-type': 'application/json' })
    .end(`${JSON.stringify(answer.body)}\n`);
}

async function route(options: ControlServerOptions, request: IncomingMessage): Promise<Answer> {
  const call = `${request.method ?? ''} ${request.url ?? ''}`;
  if (call === 'GET /healthz') return { status: 200, body: { status: 'ok' } };
  if (call === 'GET /status') return { status: 200, body: options.status() };
  if (call !== 'POST /apply') return { status: 404, body: { message: `There is no ${call}` } };
  let desired: HostManifest;
  try {
    desired = decodePayload((await readBody(request, maxBodyBytes)).trim());
  } catch (error) {
    if (error instanceof PayloadError) return { status: 400, body: { message: error.message } };
    throw error;
  }
  const report = await options.apply(desired);
  return { status: report.status === 'failed' ? 500 : 200, body: report };
}
