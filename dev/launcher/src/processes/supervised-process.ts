import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';

export interface ProcessSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly logFile: string;
  /** Resolves the start when a line of output matches. */
  readonly readyWhen: RegExp;
  /** Milliseconds after which a start without the line has failed. */
  readonly startTimeoutMs?: number;
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly stopTimeoutMs?: number;
}

const firstDelayMs = 200;
const longestDelayMs = 10_000;

/** A child process that is started again whenever it ends without having been told to. */
export class SupervisedProcess implements AsyncDisposable {
  readonly spec: ProcessSpec;
  #child: ChildProcess | null = null;
  #log: WriteStream;
  #stopping = false;
  #restart: NodeJS.Timeout | null = null;
  #delayMs = firstDelayMs;
  #onRestart: (reason: string) => void;

  private constructor(spec: ProcessSpec, onRestart: (reason: string) => void) {
    this.spec = spec;
    this.#onRestart = onRestart;
    this.#log = createWriteStream(spec.logFile, { flags: 'a' });
  }

  /** Starts the process and waits until it says that it is ready; resolves with the line's match. */
  static async start(
    spec: ProcessSpec,
    onRestart: (reason: string) => void = () => undefined,
  ): Promise<{ process: SupervisedProcess; ready: RegExpExecArray }> {
    const supervised = new SupervisedProcess(spec, onRestart);
    try {
      return { process: supervised, ready: await supervised.#spawn() };
    } catch (error) {
      await supervised[Symbol.asyncDispose]();
      throw error;
    }
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Sends a signal; the process is started again if it dies of it. */
  kill(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  async #spawn(): Promise<RegExpExecArray> {
    const { spec } = this;
    // Standard input stays open: children that read it end when this process does, however it ends.
    const child = spawn(spec.command, spec.args, {
      env: spec.env,
      cwd: spec.cwd,
      stdio: 'pipe',
      // A process group of its own, so that Ctrl-C at the terminal reaches only the launcher, which stops in order.
      detached: true,
    });
    this.#child = child;
    child.stdin.on('error', () => undefined);
    const ready = new Promise<RegExpExecArray>((resolve, reject) => {
      let tail = '';
      const take = (chunk: Buffer): void => {
        this.#log.write(chunk);
        if (tail.length > 64_000) tail = tail.slice(-16_000);
        tail += chunk.toString();
        const match = spec.readyWhen.exec(tail);
        if (match) resolve(match);
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      child.on('error', reject);
      child.on('exit', (code, signal) =>
        reject(
          new Error(`${spec.name} ended (${signal ?? code}) before it was ready:\n${tail.slice(-2_000)}`),
        ),
      );
      setTimeout(
        () => reject(new Error(`${spec.name} was not ready in time:\n${tail.slice(-2_000)}`)),
        spec.startTimeoutMs ?? 30_000,
      ).unref();
    });
    child.on('exit', (code, signal) => this.#exited(code, signal));
    const match = await ready;
    this.#delayMs = firstDelayMs;
    return match;
  }

  #exited(code: number | null, signal: NodeJS.Signals | null): void {
    this.#child = null;
    if (this.#stopping) return;
    this.#onRestart(`${this.spec.name} ended (${signal ?? `status ${code}`}); starting it again`);
    // The wait grows, so that a process that can't start does not eat the machine.
    this.#restart = setTimeout(() => void this.#spawn().catch(() => undefined), this.#delayMs);
    this.#delayMs = Math.min(this.#delayMs * 2, longestDelayMs);
  }

  /** Stops the process for good: SIGTERM, then SIGKILL if it does not end in time. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping = true;
    if (this.#restart) clearTimeout(this.#restart);
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), this.spec.stopTimeoutMs ?? 15_000);
      await ended;
      clearTimeout(force);
    }
    this.#log.end();
  }
}
