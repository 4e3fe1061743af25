import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { frame } from './docker-frame.ts';

interface Exec {
  readonly command: readonly string[];
  readonly user: string;
  response: ServerResponse | null;
  code: number | null;
}

/** An engine that runs commands in one container. They end when the test says so. */
export class ExecEngine implements AsyncDisposable {
  readonly dockerHost: string;
  /** By Docker's id of it, in the order of their creation. */
  readonly execs = new Map<string, Exec>();
  readonly #directory = mkdtempSync(join(tmpdir(), 'pn-exec-'));
  readonly #changes = new EventEmitter();
  readonly #server = createServer((request, response) => {
    void this.#answer(request.url ?? '', response, () => json(request));
  });

  private constructor() {
    this.dockerHost = `unix://${join(this.#directory, 'docker.sock')}`;
  }

  static async start(): Promise<ExecEngine> {
    const engine = new ExecEngine();
    engine.#server.listen(engine.dockerHost.slice('unix://'.length));
    await once(engine.#server, 'listening');
    return engine;
  }

  /** The commands so far, each in one line, that were really started. */
  get started(): string[] {
    return [...this.execs.values()].flatMap(({ command, response }) => (response ? [command.join(' ')] : []));
  }

  /** Resolves once so many commands were started. */
  async until(count: number): Promise<void> {
    while (this.started.length < count) await once(this.#changes, 'started');
  }

  /** The last command ends, with a line of output. */
  end(code: number, output = ''): void {
    const exec = [...this.execs.values()].at(-1);
    if (!exec) throw new Error('no command was created');
    exec.code = code;
    exec.response?.end(frame(output));
  }

  async #answer(url: string, response: ServerResponse, body: () => Promise<unknown>): Promise<void> {
    const id = /\/exec\/(\w+)\//.exec(url)?.[1] ?? '';
    const exec = this.execs.get(id);
    if (url.includes('/containers/')) {
      const { Cmd: command, User: user } = (await body()) as { Cmd: string[]; User: string };
      const created = `e${this.execs.size}`;
      this.execs.set(created, { command, user, response: null, code: null });
      response.end(JSON.stringify({ Id: created }));
    } else if (!exec) {
      response.writeHead(404).end('{"message":"No such exec instance"}');
    } else if (url.endsWith('/start')) {
      exec.response = response;
      response.writeHead(200).flushHeaders();
      this.#changes.emit('started');
    } else {
      const { code } = exec;
      response.end(JSON.stringify({ ExitCode: code, Running: exec.response !== null && code === null }));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    const closed = once(this.#server, 'close');
    this.#server.close();
    await closed;
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
