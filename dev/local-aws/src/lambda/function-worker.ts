import { Worker } from 'node:worker_threads';
import type { FunctionError, Outcome, ThreadCall, ThreadData, ThreadMessage } from './invocation.ts';

/**
 * Lambda's time limit for loading a function, ms. It then loads the function again, within the time limit of its first
 * invocation. Here the first load gets both: a busy machine would only load the same once more.
 */
const initTimeoutMs = 10_000;
const logTailLines = 200;

export interface WorkerSettings {
  readonly thread: ThreadData;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly timeoutMs: number;
}

interface WorkerEvents {
  /** The function is loaded and accepts invocations. */
  ready(): void;
  /** The thread ended. `error` says why if it never became ready. */
  ended(error: FunctionError | null): void;
  log(requestId: string | null, line: string): void;
}

interface Running {
  readonly requestId: string;
  readonly timer: NodeJS.Timeout;
  readonly logLines: string[];
  readonly startedAt: number;
  resolve(outcome: Outcome): void;
}

/** One thread that runs one function, one invocation at a time. */
export class FunctionWorker {
  readonly #settings: WorkerSettings;
  readonly #events: WorkerEvents;
  readonly #thread: Worker;
  readonly #initTimer: NodeJS.Timeout;
  #running: Running | null = null;
  #ready = false;
  /** The reason why the thread is being terminated. */
  #cause: FunctionError | null = null;

  constructor(settings: WorkerSettings, events: WorkerEvents) {
    this.#settings = settings;
    this.#events = events;
    this.#thread = new Worker(new URL('./function-thread.ts', import.meta.url), {
      workerData: settings.thread,
      env: settings.environment,
      execArgv: [],
      // Shown in top, cut at 15 characters.
      name: settings.thread.context.functionName,
      argv: [],
      // With a small young generation the SDK's clients cause constant collections.
      resourceLimits: { maxOldGenerationSizeMb: settings.memoryMb, maxYoungGenerationSizeMb: 48 },
    });
    this.#thread.on('message', (message: ThreadMessage) => this.#receive(message));
    this.#thread.on('error', (error) => (this.#cause ??= describeCrash(error)));
    this.#thread.on('exit', (code) => this.#ended(code));
    const longestLoadMs = initTimeoutMs + settings.timeoutMs;
    this.#initTimer = setTimeout(() => {
      this.#cause ??= {
        errorType: 'Sandbox.Timedout',
        errorMessage: `Init timed out after ${longestLoadMs / 1000} seconds`,
      };
      this.end();
    }, longestLoadMs);
  }

  /** Runs the function once; never rejects. Only for a ready worker that runs nothing. */
  invoke({ requestId, payload }: { requestId: string; payload: string }): Promise<Outcome> {
    const { timeoutMs } = this.#settings;
    const call: ThreadCall = { requestId, payload, deadline: Date.now() + timeoutMs };
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#cause ??= {
          errorType: 'Sandbox.Timedout',
          errorMessage: `Error: Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`,
        };
        this.end();
      }, timeoutMs);
      this.#running = { requestId, timer, resolve, logLines: [], startedAt: performance.now() };
      this.#thread.postMessage(call);
    });
  }

  /** Terminates the thread, whatever it is doing. */
  end(): void {
    void this.#thread.terminate();
  }

  #receive(message: ThreadMessage): void {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        clearTimeout(this.#initTimer);
        this.#events.ready();
        break;
      case 'unusable':
      case 'crashed':
        this.#cause ??= message.error;
        this.end();
        break;
      case 'log':
        this.#running?.logLines.push(message.line);
        if ((this.#running?.logLines.length ?? 0) > logTailLines) this.#running?.logLines.shift();
        this.#events.log(message.requestId, message.line);
        break;
      case 'returned':
        this.#finish({ payload: message.payload, failed: false });
        break;
      case 'threw':
        this.#finish({ payload: JSON.stringify(message.error), failed: true });
        break;
    }
  }

  #ended(exitCode: number): void {
    clearTimeout(this.#initTimer);
    const cause = this.#cause ?? describeExit(exitCode);
    const requestId = this.#running?.requestId;
    if (requestId) {
      const errorMessage = `RequestId: ${requestId} ${cause.errorMessage}`;
      this.#finish({ payload: JSON.stringify({ ...cause, errorMessage }), failed: true });
    }
    this.#events.ended(this.#ready ? null : cause);
  }

  #finish(outcome: Omit<Outcome, 'logLines' | 'ms'>): void {
    const running = this.#running;
    if (!running) return;
    clearTimeout(running.timer);
    this.#running = null;
    running.resolve({
      ...outcome,
      logLines: running.logLines,
      ms: performance.now() - running.startedAt,
    });
  }
}

function describeCrash(error: unknown): FunctionError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return {
      errorType: 'Runtime.OutOfMemory',
      errorMessage: 'Error: Runtime exited with error: signal: killed',
    };
  }
  if (!(error instanceof Error)) return { errorType: 'Runtime.ExitError', errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

function describeExit(code: number): FunctionError {
  const errorMessage =
    code === 0
      ? 'Error: Runtime exited without providing a reason'
      : `Error: Runtime exited with error: exit status ${code}`;
  return { errorType: 'Runtime.ExitError', errorMessage };
}
