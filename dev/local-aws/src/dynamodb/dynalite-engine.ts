import { Worker } from 'node:worker_threads';
import { AwsError } from '../http/aws-error.ts';
import { describeError, type Log } from '../log.ts';

export interface DynaliteCall {
  readonly id: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface DynaliteAnswer {
  readonly id: number;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Waiting {
  resolve(answer: DynaliteAnswer): void;
  reject(error: Error): void;
}

/** dynalite in its own thread, which starts with the first operation and is replaced when it dies. */
export class DynaliteEngine {
  readonly #path: string;
  readonly #log: Log;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #closing = false;
  #lastId = 0;
  #idle: (() => void) | null = null;

  constructor(path: string, log: Log) {
    this.#path = path;
    this.#log = log;
  }

  /** Runs one operation. @throws Error when the thread died during the operation. */
  call(
    operation: string,
    body: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<DynaliteAnswer> {
    if (this.#closing)
      return Promise.reject(new AwsError('ServiceUnavailable', 'DynamoDB is shutting down.', 503));
    const worker = (this.#worker ??= this.#start());
    const id = ++this.#lastId;
    const call: DynaliteCall = { id, body, headers: { ...localHeaders(operation), ...headers } };
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage(call);
    });
  }

  /** Waits for running operations, then stops. */
  async close(): Promise<void> {
    this.#closing = true;
    if (this.#waiting.size > 0) await new Promise<void>((resolve) => (this.#idle = resolve));
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./dynalite-thread.ts', import.meta.url), {
      workerData: { path: this.#path },
      execArgv: [],
      name: 'dynamodb',
      // It keeps little, and without this bound holds 150 MB for what it has just parsed.
      resourceLimits: { maxYoungGenerationSizeMb: 32 },
    });
    worker.on('message', (answer: DynaliteAnswer) => {
      this.#waiting.get(answer.id)?.resolve(answer);
      this.#forget(answer.id);
    });
    worker.on('error', (error) => {
      this.#log({
        level: 'error',
        message: 'the DynamoDB thread failed and is replaced',
        error: describeError(error),
      });
    });
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null;
      const fault = new AwsError(
        'InternalServerError',
        'DynamoDB failed on this request; see the log of local-aws.',
        500,
      );
      for (const [id, { reject }] of this.#waiting) {
        reject(fault);
        this.#forget(id);
      }
    });
    return worker;
  }

  #forget(id: number): void {
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#idle?.();
  }
}

/** dynalite requires a signature. Requests from inside the local AWS carry a dummy one. */
function localHeaders(operation: string): Record<string, string> {
  return {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `DynamoDB_20120810.${operation}`,
    'x-amz-date': '20260101T000000Z',
    authorization: 'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=local',
  };
}
