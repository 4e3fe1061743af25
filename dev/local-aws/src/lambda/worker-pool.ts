import type { AwsError } from '../http/aws-error.ts';
import { FunctionWorker, type WorkerSettings } from './function-worker.ts';
import type { Outcome } from './invocation.ts';

interface PoolOptions {
  readonly maxWorkers: number;
  /** How long an idle worker is kept, ms; the last one of a function ten times as long. */
  readonly idleMs: number;
  readonly log: (requestId: string | null, line: string) => void;
}

interface Job {
  readonly requestId: string;
  readonly payload: string;
  resolve(outcome: Outcome): void;
  reject(error: AwsError): void;
}

/** Minimum wait of a job for a busy worker before the pool grows, ms. */
const leastPatienceMs = 100;

/** The workers of one function. A job takes the first free worker; a new worker is not bound to a job. */
export class WorkerPool {
  #settings: WorkerSettings;
  readonly #options: PoolOptions;
  readonly #queue: Job[] = [];
  readonly #workers = new Set<FunctionWorker>();
  /** Free workers, most recently used last, each with its idle timer. */
  readonly #idle = new Map<FunctionWorker, NodeJS.Timeout>();
  readonly #starting = new Set<FunctionWorker>();
  readonly #retired = new WeakSet<FunctionWorker>();
  #growTimer: NodeJS.Timeout | null = null;
  /**
   * How long a job waits for a busy worker before the pool grows: as long as the last new worker took to load its code. A
   * warm worker is usually free sooner, and loading slows the warm ones down.
   */
  #patienceMs = leastPatienceMs;

  constructor(settings: WorkerSettings, options: PoolOptions) {
    this.#settings = settings;
    this.#options = options;
  }

  /** @throws AwsError when the function is deleted first. */
  run(requestId: string, payload: string): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ requestId, payload, resolve, reject });
      this.#dispatch();
    });
  }

  /** Loads the function before its first invocation. */
  warm(): void {
    if (this.#workers.size === 0) this.#start();
  }

  /** New jobs run with these settings; running ones finish with the old settings. */
  update(settings: WorkerSettings): void {
    this.#settings = settings;
    for (const worker of this.#workers) this.#retired.add(worker);
    for (const worker of [...this.#idle.keys(), ...this.#starting]) this.#remove(worker);
    this.#dispatch();
  }

  close(reason: AwsError): void {
    if (this.#growTimer) clearTimeout(this.#growTimer);
    for (const job of this.#queue.splice(0)) job.reject(reason);
    for (const worker of this.#workers) {
      this.#retired.add(worker);
      this.#remove(worker);
    }
  }

  #dispatch(): void {
    while (this.#queue.length > 0) {
      const worker = [...this.#idle.keys()].at(-1);
      const job = worker && this.#queue.shift();
      if (!job) break;
      clearTimeout(this.#idle.get(worker));
      this.#idle.delete(worker);
      void worker.invoke(job).then((outcome) => {
        job.resolve(outcome);
        this.#free(worker);
      });
    }
    if (this.#queue.length === 0) return;
    if (this.#workers.size === 0) this.#start();
    else this.#growTimer ??= setTimeout(() => this.#grow(), this.#patienceMs);
  }

  #grow(): void {
    this.#growTimer = null;
    if (this.#queue.length === 0) return;
    // While the first worker loads, another one would only slow it down.
    const hasLoaded = this.#starting.size < this.#workers.size;
    if (
      hasLoaded &&
      this.#queue.length > this.#starting.size &&
      this.#workers.size < this.#options.maxWorkers
    )
      this.#start();
    this.#growTimer = setTimeout(() => this.#grow(), this.#patienceMs);
  }

  #start(): void {
    const startedAt = performance.now();
    const worker: FunctionWorker = new FunctionWorker(this.#settings, {
      log: this.#options.log,
      ready: () => {
        if (!this.#starting.delete(worker)) return;
        this.#patienceMs = Math.max(leastPatienceMs, performance.now() - startedAt);
        this.#free(worker);
      },
      ended: (error) => {
        this.#forget(worker);
        // A function that fails to load fails one invocation per attempt.
        if (error && !this.#retired.has(worker)) {
          this.#queue.shift()?.resolve({ payload: JSON.stringify(error), failed: true, logLines: [], ms: 0 });
        }
        this.#dispatch();
      },
    });
    this.#workers.add(worker);
    this.#starting.add(worker);
  }

  #free(worker: FunctionWorker): void {
    if (!this.#workers.has(worker)) return;
    if (this.#retired.has(worker)) {
      this.#remove(worker);
      return;
    }
    this.#keepIdle(worker, this.#options.idleMs);
    this.#dispatch();
  }

  #keepIdle(worker: FunctionWorker, ms: number): void {
    const timer = setTimeout(() => {
      if (this.#workers.size === 1 && ms === this.#options.idleMs) this.#keepIdle(worker, ms * 9);
      else this.#remove(worker);
    }, ms);
    timer.unref();
    this.#idle.set(worker, timer);
  }

  #remove(worker: FunctionWorker): void {
    this.#forget(worker);
    worker.end();
  }

  #forget(worker: FunctionWorker): void {
    this.#workers.delete(worker);
    this.#starting.delete(worker);
    clearTimeout(this.#idle.get(worker));
    this.#idle.delete(worker);
  }
}
