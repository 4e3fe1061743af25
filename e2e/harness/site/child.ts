import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface ChildOptions {
  readonly command: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What it prints once it is ready. */
  readonly readyWhen: RegExp;
}

/** A program that can be ended by any signal and started again. */
export class Child implements AsyncDisposable {
  readonly #options: ChildOptions;
  #process: ChildProcess | null = null;
  /** All that it printed, of all its lives. */
  output = '';

  private constructor(options: ChildOptions) {
    this.#options = options;
  }

  static async start(options: ChildOptions): Promise<Child> {
    const child = new Child(options);
    await child.start();
    return child;
  }

  /** Starts it again; resolves when it is ready. */
  async start(): Promise<void> {
    const { command, env, readyWhen } = this.#options;
    const [program, ...args] = command;
    const started = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = started;
    await new Promise<void>((resolve, reject) => {
      let fresh = '';
      const take = (chunk: Buffer): void => {
        this.output += chunk.toString();
        fresh += chunk.toString();
        if (readyWhen.test(fresh)) resolve();
      };
      started.stdout.on('data', take);
      started.stderr.on('data', take);
      started.once('exit', (code, signal) =>
        reject(new Error(`${program} ended (${signal ?? code}): ${fresh}`)),
      );
    });
  }

  /** Ends it by a signal; resolves once it is gone, to its status: null when the signal ended it. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const running = this.#process;
    this.#process = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return null;
    const gone = once(running, 'exit');
    running.kill(signal);
    await gone;
    return running.exitCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('SIGTERM');
  }
}
