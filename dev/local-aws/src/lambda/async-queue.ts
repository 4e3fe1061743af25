import { z } from 'zod';
import { AwsError } from '../http/aws-error.ts';
import { describeError, type Log } from '../log.ts';
import { orderedId } from '../ordered-id.ts';
import type { State, StateTable } from '../state.ts';
import type { FunctionRegistry } from './function-registry.ts';
import type { FunctionRuntime } from './function-runtime.ts';
import type { Outcome } from './invocation.ts';

const queuedInvocation = z.object({
  functionName: z.string(),
  requestId: z.string(),
  payload: z.string(),
  receivedAt: z.number(),
  dueAt: z.number(),
  /** Failed runs. */
  failures: z.int(),
  /** Consecutive times it was throttled. */
  throttled: z.int(),
});

export type QueuedInvocation = z.infer<typeof queuedInvocation>;

/** Handles an invocation that is given up. */
export type OnFailure = (
  destination: string,
  invocation: QueuedInvocation,
  condition: 'RetriesExhausted' | 'EventAgeExceeded',
  outcome: Outcome | null,
) => Promise<void>;

const defaultPolicy = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600, onFailure: null };

/**
 * Event invocations: stored on disk until they succeed or are given up, and retried as Lambda does (function errors twice,
 * after one and two minutes; throttling with growing pauses for up to six hours).
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export class AsyncQueue {
  readonly #table: StateTable<QueuedInvocation>;
  readonly #registry: FunctionRegistry;
  readonly #runtime: FunctionRuntime;
  readonly #retryDelaysMs: readonly number[];
  readonly #onFailure: OnFailure;
  readonly #log: Log;
  readonly #timers = new Set<NodeJS.Timeout>();
  #closed = false;

  constructor(options: {
    state: State;
    registry: FunctionRegistry;
    runtime: FunctionRuntime;
    retryDelaysMs: readonly number[];
    onFailure: OnFailure;
    log: Log;
  }) {
    this.#table = options.state.table('async-invocations', queuedInvocation);
    this.#registry = options.registry;
    this.#runtime = options.runtime;
    this.#retryDelaysMs = options.retryDelaysMs;
    this.#onFailure = options.onFailure;
    this.#log = options.log;
  }

  /** Resumes what was unfinished when the process ended. */
  load(): Promise<{ key: string; row: QueuedInvocation }[]> {
    return this.#table.list();
  }

  resume(left: readonly { key: string; row: QueuedInvocation }[]): void {
    for (const { key, row } of left) this.#schedule(key, row);
  }

  /** Stores an invocation. Once this resolves it survives a crash. */
  async add(functionName: string, requestId: string, payload: string): Promise<void> {
    const now = Date.now();
    const key = orderedId();
    const invocation = {
      functionName,
      requestId,
      payload,
      receivedAt: now,
      dueAt: now,
      failures: 0,
      throttled: 0,
    };
    await this.#table.put(key, invocation);
    this.#schedule(key, invocation);
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #schedule(key: string, invocation: QueuedInvocation): void {
    if (this.#closed) return;
    const wait = invocation.dueAt - Date.now();
    if (wait <= 0) {
      this.#attempt(key, invocation);
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#attempt(key, invocation);
    }, wait);
    this.#timers.add(timer);
  }

  #attempt(key: string, invocation: QueuedInvocation): void {
    this.#run(key, invocation).catch((error: unknown) => {
      if (this.#closed) return;
      const { functionName, requestId } = invocation;
      this.#log({
        level: 'error',
        message: 'an event invocation was lost',
        function: functionName,
        requestId,
        error: describeError(error),
      });
    });
  }

  async #run(key: string, invocation: QueuedInvocation): Promise<void> {
    const { functionName, requestId, payload } = invocation;
    let outcome: Outcome;
    try {
      outcome = await this.#runtime.invoke(functionName, requestId, payload);
    } catch (error) {
      if (this.#closed) return;
      if (error instanceof AwsError && error.status === 429) {
        await this.#again(
          key,
          { ...invocation, throttled: invocation.throttled + 1 },
          throttleDelayMs(invocation.throttled),
          null,
        );
        return;
      }
      await this.#table.delete(key);
      throw error;
    }
    if (this.#closed) return;
    if (!outcome.failed) {
      await this.#table.delete(key);
      return;
    }
    this.#log({
      level: 'error',
      message: 'the function failed',
      function: functionName,
      requestId,
      error: outcome.payload,
    });
    const delayMs = this.#retryDelaysMs[invocation.failures] ?? this.#retryDelaysMs.at(-1) ?? 0;
    await this.#again(
      key,
      { ...invocation, failures: invocation.failures + 1, throttled: 0 },
      delayMs,
      outcome,
    );
  }

  async #again(
    key: string,
    invocation: QueuedInvocation,
    delayMs: number,
    outcome: Outcome | null,
  ): Promise<void> {
    const policy = this.#registry.find(invocation.functionName)?.asyncInvoke ?? defaultPolicy;
    const dueAt = Date.now() + delayMs;
    const tooOld = dueAt - invocation.receivedAt > policy.maximumEventAgeSeconds * 1000;
    if (!tooOld && invocation.failures <= policy.maximumRetryAttempts) {
      const next = { ...invocation, dueAt };
      await this.#table.put(key, next);
      this.#schedule(key, next);
      return;
    }
    const condition = tooOld ? 'EventAgeExceeded' : 'RetriesExhausted';
    const { functionName, requestId } = invocation;
    this.#log({
      level: 'error',
      message: `an event invocation was given up: ${condition}`,
      function: functionName,
      requestId,
    });
    if (policy.onFailure) await this.#onFailure(policy.onFailure, invocation, condition, outcome);
    await this.#table.delete(key);
  }
}

/** 1 s, doubled each time, at most 5 min. */
function throttleDelayMs(times: number): number {
  return Math.min(1000 * 2 ** times, 300_000);
}
