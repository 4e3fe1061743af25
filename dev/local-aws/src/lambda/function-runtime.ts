import { functionArn, region } from '../account.ts';
import { AwsError } from '../http/aws-error.ts';
import type { Log } from '../log.ts';
import type { Meter } from '../meter.ts';
import type { CodeStore } from './code-store.ts';
import type { FunctionRecord } from './function-record.ts';
import type { FunctionRegistry } from './function-registry.ts';
import type { WorkerSettings } from './function-worker.ts';
import type { Outcome } from './invocation.ts';
import { WorkerPool } from './worker-pool.ts';

/** Lambda's default for one account and region. */
const accountConcurrency = 1000;

interface FunctionRuntimeOptions {
  readonly registry: FunctionRegistry;
  readonly code: CodeStore;
  /** Endpoint for the SDK inside functions, known once the server listens. */
  readonly endpoint: () => string;
  /** For the SDK inside functions. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxWorkers: number;
  readonly idleMs: number;
  /** Whether functions are loaded before their first invocation. */
  readonly warm: boolean;
  readonly log: Log;
  readonly meter: Meter | undefined;
}

/** Runs functions with one pool of workers each, within the concurrency limits. */
export class FunctionRuntime {
  readonly #options: FunctionRuntimeOptions;
  readonly #pools = new Map<string, WorkerPool>();
  readonly #inFlight = new Map<string, number>();
  #total = 0;
  #closed = false;

  constructor(options: FunctionRuntimeOptions) {
    this.#options = options;
  }

  /** @throws AwsError when the function does not exist, is over its concurrency, or the local AWS is closing. */
  async invoke(name: string, requestId: string, payload: string): Promise<Outcome> {
    if (this.#closed) throw shuttingDown();
    const record = this.#options.registry.get(name);
    const busy = this.#inFlight.get(name) ?? 0;
    if (record.reservedConcurrency !== null && busy >= record.reservedConcurrency) {
      throw tooMany('ReservedFunctionConcurrentInvocationLimitExceeded');
    }
    if (this.#total >= accountConcurrency) throw tooMany('ConcurrentInvocationLimitExceeded');
    this.#inFlight.set(name, busy + 1);
    this.#total += 1;
    try {
      const outcome = await this.#poolOf(record).run(requestId, payload);
      this.#options.meter?.({ kind: 'function', name, failed: outcome.failed, ms: outcome.ms });
      return outcome;
    } finally {
      this.#total -= 1;
      const left = (this.#inFlight.get(name) ?? 1) - 1;
      if (left === 0) this.#inFlight.delete(name);
      else this.#inFlight.set(name, left);
    }
  }

  /** Call when a function was created, or its code or configuration changed. */
  prepare(record: FunctionRecord): void {
    this.#pools.get(record.name)?.update(this.#settingsOf(record));
    if (this.#options.warm && !this.#closed) this.#poolOf(record).warm();
  }

  remove(name: string): void {
    const gone = new AwsError('ResourceNotFoundException', `Function not found: ${functionArn(name)}`, 404);
    this.#pools.get(name)?.close(gone);
    this.#pools.delete(name);
  }

  close(): void {
    this.#closed = true;
    for (const pool of this.#pools.values()) pool.close(shuttingDown());
    this.#pools.clear();
  }

  #poolOf(record: FunctionRecord): WorkerPool {
    const existing = this.#pools.get(record.name);
    if (existing) return existing;
    const { maxWorkers, idleMs, log } = this.#options;
    const pool = new WorkerPool(this.#settingsOf(record), {
      maxWorkers,
      idleMs,
      log: (requestId, line) => log(functionLine(record.name, requestId, line)),
    });
    this.#pools.set(record.name, pool);
    return pool;
  }

  #settingsOf(record: FunctionRecord): WorkerSettings {
    const directory = this.#options.code.directoryOf(record.code);
    return {
      thread: {
        directory,
        handler: record.handler,
        context: {
          functionName: record.name,
          invokedFunctionArn: functionArn(record.name),
          memoryLimitInMB: String(record.memorySize),
        },
      },
      environment: {
        ...runtimeVariables(record, directory, this.#options),
        ...record.environment,
      },
      memoryMb: record.memorySize,
      timeoutMs: record.timeout * 1000,
    };
  }
}

/** Variables that the Lambda runtime sets, plus this endpoint and credentials for it. */
function runtimeVariables(
  record: FunctionRecord,
  directory: string,
  { endpoint, credentials }: Pick<FunctionRuntimeOptions, 'endpoint' | 'credentials'>,
): Record<string, string> {
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ENDPOINT_URL: endpoint(),
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_EXECUTION_ENV: `AWS_Lambda_${record.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: record.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(record.memorySize),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    LAMBDA_TASK_ROOT: directory,
    _HANDLER: record.handler,
    LANG: 'en_US.UTF-8',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    TZ: ':UTC',
  };
}

function functionLine(name: string, requestId: string | null, line: string): Parameters<Log>[0] {
  const origin = { level: 'info' as const, function: name, ...(requestId ? { requestId } : {}) };
  if (line.startsWith('{')) {
    try {
      return { ...origin, message: 'log', record: JSON.parse(line) as unknown };
    } catch {
      // Not JSON: a plain line.
    }
  }
  return { ...origin, message: line };
}

const shuttingDown = (): AwsError => new AwsError('ServiceException', 'Lambda is shutting down.', 503);

const tooMany = (reason: string): AwsError =>
  new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429, { Reason: reason, Type: 'User' });
