import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { runEnvironment } from '../run/open-run.ts';

export interface ProgramSpec {
  readonly command: readonly [program: string, ...args: string[]];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** For messages; the program's file name if left out. */
  readonly name?: string;
  /** Output that shows that the program is ready. */
  readonly readyWhen: RegExp;
  /** Milliseconds after which a start without that output has failed. */
  readonly startTimeoutMs?: number;
  /** Milliseconds between SIGTERM and SIGKILL when the program is disposed of. */
  readonly stopTimeoutMs?: number;
  /** Called before each start. */
  readonly beforeStart?: () => void;
  readonly onOutput?: (chunk: Buffer) => void;
  /** Called when the program ends although nothing here ended it. */
  readonly onExit?: (reason: string) => void;
}

const keptBytes = 64_000;

/**
 * A program that can be ended by any signal and started again. Its standard input stays open: a program that reads it
 * can tell when this process ends, however it ends.
 */
export class ChildProgram implements AsyncDisposable {
  readonly #spec: ProgramSpec;
  #child: ChildProcess | null = null;
  #output = '';
  #ready: RegExpExecArray | null = null;

  private constructor(spec: ProgramSpec) {
    this.#spec = spec;
  }

  /** Starts a program and waits until it is ready. @throws Error with the end of its output if it does not get ready */
  static async start(spec: ProgramSpec): Promise<ChildProgram> {
    const program = new ChildProgram(spec);
    try {
      await program.start();
    } catch (error) {
      await program[Symbol.asyncDispose]();
      throw error;
    }
    return program;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** The end of its output, across restarts. */
  get output(): string {
    return this.#output;
  }

  /** A group of the match that showed that the program is ready. */
  readyMatch(group: number): string {
    return this.#ready?.[group] ?? '';
  }

  /** Starts the program again after it has ended; resolves when it is ready. */
  async start(): Promise<void> {
    const { command, env, cwd, readyWhen, startTimeoutMs = 60_000, onOutput, onExit } = this.#spec;
    this.#spec.beforeStart?.();
    const [program, ...args] = command;
    const name = this.#spec.name ?? basename(program);
    const child = spawn(program, args, {
      env: { ...runEnvironment(), ...env },
      cwd,
      stdio: 'pipe',
      // Its own process group: Ctrl-C at the terminal reaches only this process, which ends its children in order.
      detached: true,
    });
    this.#child = child;
    child.stdin.on('error', () => undefined);
    let printed = '';
    const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>();
    const fail = (what: string): void => reject(new Error(`${name} ${what}:\n${printed.slice(-2_000)}`));
    const take = (chunk: Buffer): void => {
      onOutput?.(chunk);
      printed = (printed + chunk.toString()).slice(-keptBytes);
      this.#output = (this.#output + chunk.toString()).slice(-keptBytes);
      const match = readyWhen.exec(printed);
      if (match) resolve(match);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      fail(`ended (${signal ?? code}) before it was ready`);
      if (this.#child !== child) return;
      this.#child = null;
      onExit?.(`${name} ended (${signal ?? `status ${code}`})`);
    });
    const timer = setTimeout(() => fail(`was not ready after ${startTimeoutMs / 1000} s`), startTimeoutMs);
    try {
      this.#ready = await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Sends only a signal. If the program ends because of it, that counts as an unexpected end. */
  kill(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** Ends the program by a signal. Resolves once it has ended, to its exit status: null when the signal ended it. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
      return null;
    const ended = once(child, 'exit');
    child.kill(signal);
    const force = setTimeout(() => child.kill('SIGKILL'), this.#spec.stopTimeoutMs ?? 30_000);
    await ended;
    clearTimeout(force);
    return child.exitCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('SIGTERM');
  }
}
