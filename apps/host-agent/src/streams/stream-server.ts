import { chmod, mkdir, rm } from 'node:fs/promises';
import {
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
  constants,
  performServerHandshake,
} from 'node:http2';
import { type Server, type Socket, createServer } from 'node:net';
import { dirname } from 'node:path';
import { viewerHeaders, writeAsText } from '@pineapple/host-link/protocol';
import type { Logger } from 'pino';
import { DockerUnavailableError } from '../docker/docker-error.ts';
import { listenOnSocket } from '../system/socket-server.ts';
import { StreamRefusal } from './stream-refusal.ts';

/** One request, taken apart. */
export interface StreamRequest {
  readonly stream: ServerHttp2Stream;
  readonly headers: IncomingHttpHeaders;
  readonly labId: string;
  /** The words of the path. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

/** Answers a request. @throws StreamRefusal */
export type StreamHandler = (request: StreamRequest) => Promise<void> | void;

export interface StreamServerOptions {
  readonly socketPath: string;
  /** By method and first word of the path, as `GET /logs`. */
  readonly routes: Readonly<Record<string, StreamHandler>>;
  /** How often each client is asked whether it is still there, in milliseconds; 15 s when left out. */
  readonly pingEveryMs?: number;
  readonly log: Logger;
}

/** One connection is one session of Systems Manager: an instance of the API has one for each terminal and one more. */
const mostConnections = 1024;
const streamsPerConnection = 1000;
const mostHeaderBytes = 8 * 1024;
/** What a client may send ahead of what is dealt with, in bytes a stream. */
const inputWindowBytes = 64 * 1024;
const sessionMemoryMb = 64;
const usualPingEveryMs = 15_000;

/** HTTP/2, as text, on a socket that only root may open. */
export class StreamServer {
  readonly #options: StreamServerOptions;
  readonly #server: Server;
  readonly #sessions = new Set<ServerHttp2Session>();

  private constructor(options: StreamServerOptions) {
    this.#options = options;
    this.#server = createServer((connection) => this.#serve(connection));
    this.#server.maxConnections = mostConnections;
  }

  static async listen(options: StreamServerOptions): Promise<StreamServer> {
    const { socketPath } = options;
    const streams = new StreamServer(options);
    await mkdir(dirname(socketPath), { recursive: true, mode: 0o700 });
    await rm(socketPath, { force: true });
    const before = process.umask(0o177);
    try {
      await listenOnSocket(streams.#server, socketPath);
    } finally {
      process.umask(before);
    }
    await chmod(socketPath, 0o600);
    return streams;
  }

  /** Tells every client to go elsewhere, and closes what is left. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const session of this.#sessions) {
      session.goaway();
      session.destroy();
    }
    await closed;
  }

  #serve(connection: Socket): void {
    const { log } = this.#options;
    const session = performServerHandshake(writeAsText(connection), {
      maxSessionMemory: sessionMemoryMb,
      settings: {
        initialWindowSize: inputWindowBytes,
        maxConcurrentStreams: streamsPerConnection,
        maxHeaderListSize: mostHeaderBytes,
        enablePush: false,
      },
    });
    this.#sessions.add(session);
    session.once('close', () => this.#sessions.delete(session));
    session.on('error', (error) => log.debug({ err: error }, 'a connection broke'));
    watchOver(session, this.#options.pingEveryMs ?? usualPingEveryMs);
    session.on('stream', (stream, headers) => {
      stream.on('error', (error) => log.debug({ err: error }, 'a stream broke'));
      // Node keeps a stream that its client has left for as long as something is still to be written to it.
      stream.once('aborted', () => setImmediate(() => stream.destroy()));
      void respond(this.#options, stream, headers);
    });
  }
}

/**
 * An instance of the API that died says nothing, and Systems Manager keeps its session for as long as nobody has typed
 * for some minutes. Until then its viewers would count, and everybody's window be no larger than theirs.
 */
function watchOver(session: ServerHttp2Session, everyMs: number): void {
  let answered = true;
  const timer = setInterval(() => {
    if (!answered) return session.destroy(new Error('The client does not answer any more'));
    answered = false;
    session.ping(() => void (answered = true));
  }, everyMs).unref();
  session.once('close', () => clearInterval(timer));
}

async function respond(
  options: StreamServerOptions,
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
): Promise<void> {
  try {
    const request = parseRequest(stream, headers);
    const handler = options.routes[`${headers[':method'] ?? ''} /${request.path[0] ?? ''}`];
    if (!handler) throw new StreamRefusal('NOT_FOUND', `There is no ${headers[':path'] ?? ''}`);
    await handler(request);
  } catch (error) {
    refuse(stream, asRefusal(error, options.log));
  }
}

function parseRequest(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): StreamRequest {
  const labId = headers[viewerHeaders.lab];
  if (typeof labId !== 'string') {
    throw new StreamRefusal('BAD_REQUEST', `${viewerHeaders.lab} is missing`);
  }
  if (!URL.canParse(headers[':path'] ?? '', 'http://agent')) {
    throw new StreamRefusal('BAD_REQUEST', 'The path is none');
  }
  const { pathname, searchParams } = new URL(headers[':path'] ?? '', 'http://agent');
  const path = pathname.split('/').slice(1);
  return { stream, headers, labId, path, query: searchParams };
}

function asRefusal(error: unknown, log: Logger): StreamRefusal {
  if (error instanceof StreamRefusal) return error;
  if (error instanceof DockerUnavailableError) {
    return new StreamRefusal('DOCKER', 'Docker does not answer on this host');
  }
  log.error({ err: error }, 'a stream could not be served');
  return new StreamRefusal('DOCKER', 'The host agent failed; its log says how');
}

/** Whether there is still somebody to answer: Node throws where a client has gone already. */
export function mayAnswer(stream: ServerHttp2Stream): boolean {
  return !stream.destroyed && !stream.closed && !stream.headersSent;
}

function refuse(stream: ServerHttp2Stream, refusal: StreamRefusal): void {
  if (stream.headersSent) stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  else answerJson(stream, refusal.status, refusal.problem);
}

/** Answers with a whole body, whatever else the client wanted to send. */
export function answerJson(stream: ServerHttp2Stream, status: number, body: unknown): void {
  if (!mayAnswer(stream)) return;
  stream.respond({ ':status': status, 'content-type': 'application/json' });
  stream.end(`${JSON.stringify(body)}\n`);
  stream.close();
}

/** The container that a path of two words is about. */
export function containerOf({ path }: StreamRequest): string {
  if (path.length !== 2) throw new StreamRefusal('NOT_FOUND', 'There is no such path');
  return path[1] ?? '';
}
