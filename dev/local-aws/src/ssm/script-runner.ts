import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RunningScript, ScriptEnd, ScriptOptions } from './run-script.ts';
import type { ScriptStep } from './script-steps.ts';
import type { WorkerNews, WorkerOrder } from './script-worker.ts';

const workerFile = fileURLToPath(new URL('./script-worker.ts', import.meta.url));

interface Waiting {
  readonly worker: ChildProcess;
  readonly started: PromiseWithResolvers<RunningScript>;
  readonly ended: PromiseWithResolvers<ScriptEnd>;
}

/** Runs scripts in a worker process, which starts with the first one. */
export class ScriptRunner {
  readonly #waiting = new Map<number, Waiting>();
  #worker: ChildProcess | null = null;
  #last = 0;

  /** Starts the worker before it is needed. */
  warm(): void {
    this.#open();
  }

  /**
   * Starts one step of a document. Resolves when its process runs, or when its shell could not be started.
   * @throws Error when its file could not be written
   */
  start(step: ScriptStep, options: ScriptOptions): Promise<RunningScript> {
    const id = (this.#last += 1);
    const started = Promise.withResolvers<RunningScript>();
    const worker = this.#open();
    this.#waiting.set(id, { worker, started, ended: Promise.withResolvers() });
    send(worker, { type: 'start', id, step, options });
    return started.promise;
  }

  /** Ends the worker, and with it what still runs. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === null) return;
    this.#worker = null;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    // It may just have been killed. Node then reports an error.
    if (worker.connected) worker.disconnect();
    await ended;
  }

  #open(): ChildProcess {
    if (this.#worker !== null) return this.#worker;
    const worker = fork(workerFile, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] });
    // It alone does not keep this process running.
    worker.unref();
    worker.channel?.unref();
    worker.on('message', (news: WorkerNews) => this.#receive(news));
    worker.on('error', () => this.#lost(worker)).on('exit', () => this.#lost(worker));
    this.#worker = worker;
    return worker;
  }

  #receive(news: WorkerNews): void {
    const waiting = this.#waiting.get(news.id);
    if (waiting === undefined) return;
    if (news.type === 'refused') {
      this.#waiting.delete(news.id);
      waiting.started.reject(new Error(news.reason));
      return;
    }
    if (news.type === 'started') {
      const { id, pid } = news;
      const kill = (): void => {
        if (this.#waiting.has(id)) send(waiting.worker, { type: 'kill', id });
      };
      waiting.started.resolve({ pid, ended: waiting.ended.promise, kill });
      return;
    }
    this.#waiting.delete(news.id);
    waiting.ended.resolve(news.end);
  }

  /** Scripts that ran in a worker that has ended have failed. */
  #lost(worker: ChildProcess): void {
    if (this.#worker === worker) this.#worker = null;
    for (const [id, waiting] of this.#waiting) {
      if (waiting.worker !== worker) continue;
      this.#waiting.delete(id);
      waiting.started.resolve({ pid: null, ended: waiting.ended.promise, kill: () => undefined });
      waiting.ended.resolve({
        exitCode: 137,
        reason: 'exited',
        stdout: '',
        stderr: 'The process that ran the script has ended.',
      });
    }
  }
}

/** A worker that has just ended takes no orders, and its scripts have ended with it. */
function send(worker: ChildProcess, order: WorkerOrder): void {
  worker.send(order, () => undefined);
}
