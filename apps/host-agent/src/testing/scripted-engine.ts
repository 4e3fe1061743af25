import { EventEmitter, once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

/** Docker's id of the engine's only container. */
export const containerKey = 'c'.repeat(64);

/** The process id is of another machine, so the agent cannot see the process. */
const details = {
  Id: containerKey,
  State: {
    ...{ Status: 'running', Running: true, OOMKilled: false, Pid: 2_000_000_000 },
    ...{ ExitCode: 0, Error: '', StartedAt: '2026-01-01T00:00:00Z' },
  },
  Config: { Labels: {} },
  NetworkSettings: { Networks: {} },
};
const stats = {
  cpu_stats: { cpu_usage: { total_usage: 1 } },
  memory_stats: { usage: 1 },
  pids_stats: { current: 1 },
};

/** An engine with one container. It records the requests for measurements and logs. */
export class ScriptedEngine implements AsyncDisposable {
  readonly dockerHost: string;
  /** How many measurements were requested. */
  measured = 0;
  /** How many inspections were requested. */
  inspected = 0;
  /** Whether its container runs. */
  running = true;
  /** The open requests for logs. */
  readonly logs = new Set<ServerResponse>();
  readonly #requests = new EventEmitter();
  readonly #server = createServer((request, response) => {
    const what = /^\/v[\d.]+\/containers\/c+\/(\w+)/.exec(request.url ?? '')?.[1];
    if (what === 'logs') return this.#follow(response);
    if (what === 'stats') this.measured += 1;
    if (what === 'json') this.inspected += 1;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(what === 'stats' ? stats : this.#details));
    this.#requests.emit('changed');
  });

  private constructor(socketPath: string) {
    this.dockerHost = `unix://${socketPath}`;
  }

  static async start(socketPath: string): Promise<ScriptedEngine> {
    const engine = new ScriptedEngine(socketPath);
    engine.#server.listen(socketPath);
    await once(engine.#server, 'listening');
    return engine;
  }

  /** Resolves once a condition on the requests holds. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await once(this.#requests, 'changed');
  }

  get #details(): unknown {
    const Status = this.running ? 'running' : 'exited';
    return { ...details, State: { ...details.State, Status, Running: this.running } };
  }

  #follow(response: ServerResponse): void {
    this.logs.add(response);
    response.once('close', () => {
      this.logs.delete(response);
      this.#requests.emit('changed');
    });
    response.writeHead(200).flushHeaders();
    this.#requests.emit('changed');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    const closed = once(this.#server, 'close');
    this.#server.close();
    await closed;
  }
}
