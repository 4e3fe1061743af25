import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The calls that a part answers. */
export type Calls = Readonly<Record<string, (input: never) => Promise<unknown>>>;

interface Request {
  readonly id: number;
  readonly call: string;
  readonly input: unknown;
}

interface Answer {
  readonly id: number;
  readonly output?: unknown;
  readonly error?: string;
}

/**
 * A program that answers calls over Node's channel to child processes. It has its own event loop, and its processor time
 * can be measured.
 */
export class Part<C extends Calls> implements AsyncDisposable {
  readonly pid: number;
  readonly #child: ReturnType<typeof fork>;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #lastId = 0;

  constructor(program: URL, env: NodeJS.ProcessEnv = {}) {
    const execArgv = ['--max-old-space-size=4096'];
    this.#child = fork(fileURLToPath(program), [], { env: { ...process.env, ...env }, execArgv });
    this.pid = this.#child.pid ?? 0;
    this.#child.on('message', (message) => this.#answered(message as Answer));
    this.#child.once('exit', (code) => {
      const reason = new Error(`${program.pathname} ended with ${code}.`);
      for (const { reject } of this.#waiting.values()) reject(reason);
    });
  }

  call<N extends keyof C & string>(
    name: N,
    ...[input]: Parameters<C[N]>
  ): Promise<Awaited<ReturnType<C[N]>>> {
    const id = (this.#lastId += 1);
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    this.#child.send({ id, call: name, input } satisfies Request);
    return waiting.promise as Promise<Awaited<ReturnType<C[N]>>>;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.disconnect();
    await gone;
  }

  #answered({ id, output, error }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(output);
    else waiting?.reject(new Error(error));
  }
}

/** Answers the calls of the parent process until that disconnects. */
export function answerCalls(calls: Calls, close: () => Promise<void>): void {
  process.on('message', (message) => {
    const { id, call, input } = message as Request;
    const run = calls[call] as ((input: unknown) => Promise<unknown>) | undefined;
    if (run === undefined) return void process.send?.({ id, error: `There is no call ${call}.` });
    run(input).then(
      (output) => process.send?.({ id, output } satisfies Answer),
      (error: unknown) => process.send?.({ id, error: String(error) } satisfies Answer),
    );
  });
  process.once('disconnect', () => void close().finally(() => process.exit(0)));
}
