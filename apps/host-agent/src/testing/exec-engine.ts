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

/** What an engine says about a container whose program is the test's own process. */
const details = {
  Id: 'key',
  State: {
    ...{ Status: 'running', OOMKilled: false, Pid: process.pid, ExitCode: 0, Error: '' },
    StartedAt: '2026-01-01T00:00:00Z',
  },
  Config: { Labels: {} },
  HostConfig: { Memory: 64 * 2 ** 20, NanoCpus: 1e9 },
};

/** An engine that runs commands in one container. They end when the test says so. */
export class ExecEngine implements AsyncDisposable {
  /** Whether the container runs. */
  running = true;
  /** The changes of its limits so far. */
  readonly updates: unknown[] = [];
  /** Why the next changes of its limits are refused; null if they are not. */
  refusal: string | null = null;
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
    if (url.endsWith('/key/json')) {
      const State = { ...details.State, Running: this.running };
      response.end(JSON.stringify({ ...details, State }));
    } else if (url.endsWith('/key/update')) {
      const update = await body();
      if (this.refusal === null) this.updates.push(update);
      response.writeHead(this.refusal === null ? 200 : 500);
      response.end(JSON.stringify({ message: this.refusal ?? '' }));
    } else if (url.includes('/containers/')) {
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
