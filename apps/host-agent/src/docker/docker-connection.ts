import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Logger } from 'pino';
import { backoff } from '../system/backoff.ts';
import type { DockerEvent } from './docker-answers.ts';
import type { DockerClient } from './docker-client.ts';
import { dockerEvents } from './event-stream.ts';

interface DockerConnectionHandlers {
  /** Docker is up. Events are delivered once this has resolved. */
  readonly onUp: (version: string) => Promise<void>;
  readonly onEvent: (event: DockerEvent) => void;
  readonly onDown: (reason: string) => void;
}

const notTriedYet = 'the agent has not connected yet';

/** Listens to Docker's events across its restarts, and knows whether Docker is up. */
export class DockerConnection {
  readonly #docker: DockerClient;
  readonly #handlers: DockerConnectionHandlers;
  readonly #log: Logger;
  readonly #closing = new AbortController();
  #down: string | null = notTriedYet;
  #ended: Promise<void> = Promise.resolve();

  constructor(docker: DockerClient, handlers: DockerConnectionHandlers, log: Logger) {
    this.#docker = docker;
    this.#handlers = handlers;
    this.#log = log;
  }

  /** Why Docker is unavailable; null when it is available. */
  get down(): string | null {
    return this.#down;
  }

  /** Resolves after the first attempt, whether it succeeded or not. */
  start(): Promise<void> {
    const first = Promise.withResolvers<void>();
    this.#ended = this.#run(first.resolve);
    return first.promise;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#ended;
  }

  async #run(attempted: () => void): Promise<void> {
    const delays = backoff(50, 2000, this.#closing.signal);
    while (!this.#closing.signal.aborted) {
      let reason = 'Docker ended the stream of its events';
      try {
        await this.#listen(attempted, delays.reset);
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      }
      if (this.#closing.signal.aborted) break;
      if (this.#down === null || this.#down === notTriedYet) {
        this.#log.warn({ reason }, 'Docker is down');
        this.#handlers.onDown(reason);
      } else if (this.#down !== reason) {
        this.#log.warn({ reason }, 'could not connect to Docker');
      }
      this.#down = reason;
      attempted();
      await this.#waitForNextAttempt(delays.wait);
    }
    attempted();
  }

  async #listen(attempted: () => void, reset: () => void): Promise<void> {
    const version = await this.#docker.negotiateVersion();
    const since = BigInt(Date.now()) * 1_000_000n;
    const events = dockerEvents(this.#docker.transport, since, this.#closing.signal);
    this.#down = null;
    reset();
    this.#log.info({ version }, 'Docker is up');
    // Requested before the state is read, so that no event is missed in between.
    const first = events.next();
    first.catch(() => undefined);
    await this.#handlers.onUp(version);
    attempted();
    for (let next = await first; next.done !== true; next = await events.next()) {
      this.#handlers.onEvent(next.value);
    }
  }

  /** Waits for the delay, or until the engine's socket is recreated. */
  async #waitForNextAttempt(wait: () => Promise<void>): Promise<void> {
    const appeared = Promise.withResolvers<void>();
    const stop = onSocketChange(this.#docker.transport.socketPath, appeared.resolve);
    await Promise.race([wait(), appeared.promise]);
    stop();
  }
}

/**
 * Calls the listener when a socket's file appears or changes. Does nothing where the directory can't be watched.
 * @returns a function that stops watching
 */
function onSocketChange(path: string | undefined, listener: () => void): () => void {
  if (path === undefined) return () => undefined;
  let watcher: FSWatcher | null = null;
  try {
    watcher = watch(dirname(path), { persistent: false }, (_kind, name) => {
      if (name === basename(path)) listener();
    });
    watcher.on('error', () => watcher?.close());
  } catch {
    // The directory does not exist: the delay decides.
  }
  return () => watcher?.close();
}
