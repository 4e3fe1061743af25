import { runIsEnding } from '../run/open-run.ts';
import { ChildProgram, type ProgramSpec } from './child-program.ts';
import { LogFile } from './log-file.ts';

export interface ProcessSpec extends Omit<ProgramSpec, 'onOutput' | 'onExit'> {
  readonly name: string;
  readonly logFile: string;
}

/** A program that was ready and ended is started again at once. */
const noDelayMs = 0;
const firstDelayMs = 200;
const longestDelayMs = 10_000;

/** A program that is started again whenever it ends by itself, and whose output goes to a log file. */
export class SupervisedProcess implements AsyncDisposable {
  readonly #log: LogFile;
  readonly #onRestart: (reason: string) => void;
  #program: ChildProgram | null = null;
  #stopping = false;
  #restart: NodeJS.Timeout | null = null;
  #delayMs = noDelayMs;

  private constructor(spec: ProcessSpec, onRestart: (reason: string) => void) {
    this.#onRestart = onRestart;
    this.#log = new LogFile(spec.logFile);
  }

  /** Starts the program. @throws Error with the end of its output if it does not get ready */
  static async start(
    { logFile, ...spec }: ProcessSpec,
    onRestart: (reason: string) => void = () => undefined,
  ): Promise<SupervisedProcess> {
    const supervised = new SupervisedProcess({ logFile, ...spec }, onRestart);
    try {
      supervised.#program = await ChildProgram.start({
        startTimeoutMs: 30_000,
        stopTimeoutMs: 15_000,
        ...spec,
        onOutput: (chunk) => supervised.#log.write(chunk),
        onExit: (reason) => supervised.#startAgain(reason),
      });
    } catch (error) {
      await supervised[Symbol.asyncDispose]();
      throw error;
    }
    return supervised;
  }

  get pid(): number | undefined {
    return this.#program?.pid;
  }

  /** A group of the match that showed that the program was ready. */
  readyMatch(group: number): string {
    return this.#program?.readyMatch(group) ?? '';
  }

  /** Sends a signal; the program is started again if it dies of it. */
  kill(signal: NodeJS.Signals): void {
    this.#program?.kill(signal);
  }

  #startAgain(reason: string): void {
    if (this.#stopping || this.#program === null || runIsEnding()) return;
    this.#onRestart(`${reason}; starting it again`);
    // The delay grows, so that a program that cannot start does not keep the machine busy.
    this.#restart = setTimeout(() => {
      this.#program?.start().then(
        () => (this.#delayMs = noDelayMs),
        () => undefined,
      );
    }, this.#delayMs);
    this.#delayMs = Math.min(Math.max(firstDelayMs, this.#delayMs * 2), longestDelayMs);
  }

  /** Stops the program for good: SIGTERM, then SIGKILL if it does not end in time. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping = true;
    if (this.#restart) clearTimeout(this.#restart);
    await this.#program?.[Symbol.asyncDispose]();
    this.#log.end();
  }
}
