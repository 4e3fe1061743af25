import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import {
  encodeControlFrame,
  encodeDataFrame,
  type StreamProblem,
  StreamFrameReader,
  type TerminalControl,
  type ViewerControl,
  viewerHeaders,
} from '@pineapple/host-link/protocol';
import { EventLog } from '../waiting/event-log.ts';

interface Refused {
  readonly status: number;
  readonly problem: StreamProblem;
}

/** One terminal of a scripted host. It prints what the test says and echoes input. */
export class ScriptedTerminal {
  readonly startedAt = new Date().toISOString();
  readonly viewers = new Set<ServerHttp2Stream>();
  /** The control messages of its viewers. */
  readonly controls = new EventLog<ViewerControl>();
  readonly typed = new EventLog<string>();
  readonly incarnation = `-_${randomBytes(9).toString('base64url')}`;
  #output: Buffer[] = [];

  print(bytes: Buffer | string): void {
    const chunk = Buffer.from(bytes);
    this.#output.push(chunk);
    for (const viewer of this.viewers) send(viewer, chunk);
  }

  get output(): Buffer {
    return Buffer.concat(this.#output);
  }

  control(message: TerminalControl): void {
    for (const viewer of this.viewers) viewer.write(encodeControlFrame(message));
  }

  exit(code: number | null, reason: string): void {
    this.control({ type: 'exit', by: 'shell', code, reason });
    for (const viewer of this.viewers) viewer.end();
  }
}

function send(viewer: ServerHttp2Stream, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; at += 64 * 1024) {
    viewer.write(encodeDataFrame(bytes.subarray(at, at + 64 * 1024)));
  }
}

/**
 * Answers a host agent's streams over loopback by script, for what a real agent cannot be made to do at a given
 * moment.
 */
export class ScriptedHost implements AsyncDisposable {
  readonly terminals = new Map<string, ScriptedTerminal>();
  /** Every request, such as `GET /stats/…`. */
  readonly requests = new EventLog<string>();
  /** Purposes of the sessions that were opened. */
  readonly purposes: string[] = [];
  /** Streams of logs and stats by path. Tests write lines to them. */
  readonly feeds = new EventLog<{
    readonly path: string;
    readonly headers: IncomingHttpHeaders;
    readonly stream: ServerHttp2Stream;
  }>();
  refuse: Refused | null = null;
  reachable = true;
  readonly #server = createServer();
  readonly #sockets = new Set<Socket>();

  static async start(): Promise<ScriptedHost> {
    const host = new ScriptedHost();
    host.#server.on('stream', (stream, headers) => host.#answer(stream, headers));
    host.#server.on('sessionError', () => undefined);
    host.#server.listen(0, '127.0.0.1');
    await once(host.#server, 'listening');
    return host;
  }

  readonly open = async (_hostId: string, purpose: string): Promise<Duplex> => {
    if (!this.reachable) throw new Error('The host is unreachable.');
    this.purposes.push(purpose);
    const socket = connect((this.#server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => undefined);
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    await once(socket, 'connect');
    return socket;
  };

  get sessions(): number {
    return this.#sockets.size;
  }

  /** Cuts every session at once. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  terminal(containerId: string, name = 'main'): ScriptedTerminal {
    const key = `${containerId}/${name}`;
    const known = this.terminals.get(key);
    if (known !== undefined) return known;
    const terminal = new ScriptedTerminal();
    this.terminals.set(key, terminal);
    return terminal;
  }

  #answer(
    stream: ServerHttp2Stream,
    headers: IncomingHttpHeaders & { ':path'?: string; ':method'?: string },
  ): void {
    stream.on('error', () => undefined);
    const path = headers[':path'] ?? '';
    const method = headers[':method'] ?? '';
    this.requests.push(`${method} ${path}`);
    if (this.refuse !== null) {
      stream.respond({ ':status': this.refuse.status });
      return void stream.end(JSON.stringify(this.refuse.problem));
    }
    const [, kind, containerId = '', name = ''] = path.split('?', 1)[0]?.split('/') ?? [];
    if (kind === 'taken') return stream.respond({ ':status': 200 });
    if (kind !== 'terminals') {
      stream.respond({ ':status': 200 });
      return this.feeds.push({ path, headers, stream });
    }
    if (method === 'GET') return this.#list(stream);
    if (method === 'DELETE') return this.#end(stream, `${containerId}/${name}`);
    this.#view(stream, headers, `${containerId}/${name}`);
  }

  #list(stream: ServerHttp2Stream): void {
    const terminals = [...this.terminals].map(([key, { startedAt, viewers }]) => {
      const [containerId, name] = key.split('/');
      return { containerId, name, startedAt, viewers: viewers.size, cols: 80, rows: 24 };
    });
    stream.respond({ ':status': 200 });
    stream.end(JSON.stringify({ terminals }));
  }

  #end(stream: ServerHttp2Stream, key: string): void {
    const terminal = this.terminals.get(key);
    this.terminals.delete(key);
    terminal?.exit(null, 'closed');
    stream.respond({ ':status': terminal === undefined ? 404 : 204 }, { endStream: terminal !== undefined });
    if (terminal === undefined)
      stream.end(JSON.stringify({ code: 'NOT_FOUND', message: 'No such terminal.' }));
  }

  #view(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, key: string): void {
    const [containerId = '', name] = key.split('/');
    const fresh = !this.terminals.has(key);
    const terminal = this.terminal(containerId, name);
    const { incarnation, output, viewers } = terminal;
    const [known, seen] = String(headers[viewerHeaders.resume] ?? '').split(':');
    const offset = known === incarnation ? Math.min(Number(seen), output.length) : 0;
    const cols = Number(headers[viewerHeaders.cols] ?? 80);
    const rows = Number(headers[viewerHeaders.rows] ?? 24);
    stream.respond({ ':status': 200 });
    viewers.add(stream);
    stream.once('close', () => viewers.delete(stream));
    const ready: TerminalControl = {
      type: 'ready',
      incarnation,
      viewer: 'v',
      offset,
      lost: 0,
      fresh,
      tty: headers[viewerHeaders.tty] !== 'no',
      cols,
      rows,
    };
    stream.write(encodeControlFrame(ready));
    send(stream, output.subarray(offset));
    const reader = new StreamFrameReader();
    stream.on('data', (chunk: Buffer) => {
      for (const frame of reader.read(chunk)) {
        if (frame.kind === 'control') {
          terminal.controls.push(frame.json as ViewerControl);
          continue;
        }
        terminal.typed.push(Buffer.from(frame.bytes).toString());
        terminal.print(Buffer.from(frame.bytes));
      }
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    const closed = once(this.#server, 'close');
    this.#server.close();
    await closed;
  }
}
