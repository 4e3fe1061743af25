import {
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
  constants,
  performServerHandshake,
} from 'node:http2';
import { type Server, type Socket, createServer } from 'node:net';
import { viewerHeaders, writeAsText } from '@pineapple/host-link/protocol';
import type { Logger } from 'pino';
import { DockerUnavailableError } from '../docker/docker-error.ts';
import { listenPrivately } from '../system/socket-server.ts';
import { StreamRefusal } from './stream-refusal.ts';

/** A parsed request. */
export interface StreamRequest {
  readonly stream: ServerHttp2Stream;
  readonly headers: IncomingHttpHeaders;
  readonly labId: string;
  /** The segments of the path. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

/** Responds to a request. @throws StreamRefusal */
export type StreamHandler = (request: StreamRequest) => Promise<void> | void;

interface StreamServerOptions {
  readonly socketPath: string;
  /** By method and first path segment, for example `GET /logs`. */
  readonly routes: Readonly<Record<string, StreamHandler>>;
  /** Interval of pings to each client, in milliseconds; 15 s by default. */
  readonly pingIntervalMs?: number;
  readonly log: Logger;
}

/** Each connection is a Session Manager session. An API instance has one per terminal and one more. */
const maxConnections = 1024;
const streamsPerConnection = 1000;
const maxHeaderBytes = 8 * 1024;
/** Bytes per stream that a client may send before they are processed. */
const inputWindowBytes = 64 * 1024;
const sessionMemoryMb = 64;
const defaultPingIntervalMs = 15_000;

/** Serves HTTP/2, encoded as text, on a socket that only root can open. */
export class StreamServer {
  readonly #options: StreamServerOptions;
  readonly #server: Server;
  readonly #sessions = new Set<ServerHttp2Session>();

  private constructor(options: StreamServerOptions) {
    this.#options = options;
    this.#server = createServer((connection) => this.#serve(connection));
    this.#server.maxConnections = maxConnections;
  }

  static async listen(options: StreamServerOptions): Promise<StreamServer> {
    const streams = new StreamServer(options);
    await listenPrivately(streams.#server, options.socketPath);
    return streams;
  }

  /** Sends GOAWAY to every client and closes all connections. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const session of this.#sessions) {
      if (!session.destroyed) session.goaway();
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
        maxHeaderListSize: maxHeaderBytes,
        enablePush: false,
      },
    });
    this.#sessions.add(session);
    session.once('close', () => this.#sessions.delete(session));
    session.on('error', (error) => log.debug({ err: error }, 'a connection failed'));
    monitor(session, this.#options.pingIntervalMs ?? defaultPingIntervalMs);
    session.on('stream', (stream, headers) => {
      stream.on('error', (error) => log.debug({ err: error }, 'a stream failed'));
      // Node keeps a stream that its client closed until all pending writes are done.
      stream.once('aborted', () => setImmediate(() => stream.destroy()));
      void respond(this.#options, stream, headers);
    });
  }
}

/**
 * Destroys the session of a client that no longer answers pings. When an API instance dies, Systems Manager keeps its
 * session open for minutes; its viewers would count all that time and limit everyone's window size.
 */
function monitor(session: ServerHttp2Session, intervalMs: number): void {
  let answered = true;
  const timer = setInterval(() => {
    if (!answered) return session.destroy(new Error('The client no longer answers pings'));
    answered = false;
    // It may be closing, with the event still to come.
    if (session.destroyed) return;
    session.ping(() => void (answered = true));
  }, intervalMs).unref();
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
    if (!handler) throw new StreamRefusal('NOT_FOUND', `No such endpoint: ${headers[':path'] ?? ''}`);
    await handler(request);
  } catch (error) {
    refuse(stream, asRefusal(error, options.log));
  }
}

function parseRequest(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): StreamRequest {
  const labId = headers[viewerHeaders.lab];
  if (typeof labId !== 'string') {
    throw new StreamRefusal('BAD_REQUEST', `The header ${viewerHeaders.lab} is missing`);
  }
  if (!URL.canParse(headers[':path'] ?? '', 'http://agent')) {
    throw new StreamRefusal('BAD_REQUEST', `Invalid path: ${headers[':path'] ?? ''}`);
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
  log.error({ err: error }, 'could not serve a stream');
  return new StreamRefusal('DOCKER', 'The host agent failed. See its log.');
}

/** Whether a response can be sent. Node throws when the client is gone. */
export function canRespond(stream: ServerHttp2Stream): boolean {
  return !stream.destroyed && !stream.closed && !stream.headersSent;
}

function refuse(stream: ServerHttp2Stream, refusal: StreamRefusal): void {
  if (stream.headersSent) stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  else respondJson(stream, refusal.status, refusal.problem);
}

/** Responds with JSON, and discards what the client still wants to send. */
export function respondJson(stream: ServerHttp2Stream, status: number, body: unknown): void {
  if (!canRespond(stream)) return;
  stream.respond({ ':status': status, 'content-type': 'application/json' });
  stream.end(`${JSON.stringify(body)}\n`);
  stream.close();
}

/** The container id of a path such as `/logs/<container id>`. @throws StreamRefusal */
export function containerIdOf({ path }: StreamRequest): string {
  if (path.length !== 2) throw new StreamRefusal('NOT_FOUND', `No such path: /${path.join('/')}`);
  return path[1] ?? '';
}
