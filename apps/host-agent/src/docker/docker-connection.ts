import type { Logger } from 'pino';
import { backoff } from '../system/backoff.ts';
import type { DockerEvent } from './docker-answers.ts';
import type { DockerClient } from './docker-client.ts';
import { dockerEvents } from './event-stream.ts';
import { onSocketChange } from './socket-watch.ts';

export interface DockerConnectionHandlers {
  /** Docker is there. Events that come meanwhile wait until this has ended. */
  readonly onUp: (version: string) => Promise<void>;
  readonly onEvent: (event: DockerEvent) => void;
  readonly onDown: (reason: string) => void;
}

const notAskedYet = 'it was not asked yet';

/** Keeps listening to Docker's events, through its restarts, and knows whether it is there. */
export class DockerConnection {
  readonly #docker: DockerClient;
  readonly #handlers: DockerConnectionHandlers;
  readonly #log: Logger;
  readonly #closing = new AbortController();
  #down: string | null = notAskedYet;
  #ended: Promise<void> = Promise.resolve();

  constructor(docker: DockerClient, handlers: DockerConnectionHandlers, log: Logger) {
    this.#docker = docker;
    this.#handlers = handlers;
    this.#log = log;
  }

  /** Why Docker can't be used; null when it can. */
  get down(): string | null {
    return this.#down;
  }

  /** Resolves after the first attempt, whether Docker was there or not. */
  start(): Promise<void> {
    const first = Promise.withResolvers<void>();
    this.#ended = this.#listenForEver(first.resolve);
    return first.promise;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#ended;
  }

  async #listenForEver(attempted: () => void): Promise<void> {
    const delays = backoff(50, 2000, this.#closing.signal);
    while (!this.#closing.signal.aborted) {
      let reason = 'Docker ended the stream of its events';
      try {
        await this.#listen(attempted, delays.reset);
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      }
      if (this.#closing.signal.aborted) break;
      if (this.#down === null || this.#down === notAskedYet) {
        this.#log.warn({ reason }, 'Docker is down');
        this.#handlers.onDown(reason);
      } else if (this.#down !== reason) {
        this.#log.warn({ reason }, 'Docker can not be reached');
      }
      this.#down = reason;
      attempted();
      await this.#untilWorthATry(delays.wait);
    }
    attempted();
  }

  async #listen(attempted: () => void, reset: () => void): Promise<void> {
    const version = await this.#docker.agree();
    const since = BigInt(Date.now()) * 1_000_000n;
    const events = dockerEvents(this.#docker.transport, since, this.#closing.signal);
    this.#down = null;
    reset();
    this.#log.info({ version }, 'Docker is up');
    // Asked for before anything is looked at, so that nothing falls between the two.
    const first = events.next();
    first.catch(() => undefined);
    await this.#handlers.onUp(version);
    attempted();
    for (let next = await first; next.done !== true; next = await events.next()) {
      this.#handlers.onEvent(next.value);
    }
  }

  /** The next attempt: after a while, or as soon as the engine's socket is made anew. */
  async #untilWorthATry(wait: () => Promise<void>): Promise<void> {
    const appeared = Promise.withResolvers<void>();
    const stop = onSocketChange(this.#docker.transport.socketPath, appeared.resolve);
    await Promise.race([wait(), appeared.promise]);
    stop();
  }
}
