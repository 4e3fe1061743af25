import type { ClientHttp2Session } from 'node:http2';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { BackOff } from './back-off.ts';
import { connectToAgent } from './host-connection.ts';
import { unlessAborted } from './unless-aborted.ts';

/** Opens a stream of raw bytes to a host's agent. `purpose` appears in the session history. */
export type OpenHostStream = (hostId: string, purpose: string, signal: AbortSignal) => Promise<Duplex>;

/** From opening the session to the agent's first answer. */
const connectTimeoutMs = 10_000;

/**
 * Connects to one host. While the host is unreachable only one caller retries, with growing pauses, and the others wait
 * for its success, so that hundreds of terminals don't open a session each during an outage.
 */
export class HostConnector {
  readonly #hostId: string;
  readonly #open: OpenHostStream;
  readonly #logger: Logger;
  readonly #backOff = new BackOff();
  #unreachable = false;
  #attempt: Promise<unknown> | null = null;

  constructor(hostId: string, open: OpenHostStream, logger: Logger) {
    this.#hostId = hostId;
    this.#open = open;
    this.#logger = logger;
  }

  /** Whether the last attempt failed. */
  get unreachable(): boolean {
    return this.#unreachable;
  }

  /** Retries until it succeeds. @throws the signal's reason when it aborts */
  async connect(purpose: string, signal: AbortSignal): Promise<ClientHttp2Session> {
    for (;;) {
      signal.throwIfAborted();
      if (!this.#unreachable) {
        const session = await this.#try(purpose, signal);
        if (session !== null) return session;
        continue;
      }
      if (this.#attempt !== null) {
        await unlessAborted(this.#attempt, signal);
        continue;
      }
      const attempt = this.#tryAfterPause(purpose, signal);
      const finished = attempt.then(
        () => undefined,
        () => undefined,
      );
      this.#attempt = finished;
      void finished.then(() => void (this.#attempt = null));
      const session = await attempt;
      if (session !== null) return session;
    }
  }

  async #tryAfterPause(purpose: string, signal: AbortSignal): Promise<ClientHttp2Session | null> {
    await delay(this.#backOff.failed(), undefined, { signal });
    return this.#try(purpose, signal);
  }

  async #try(purpose: string, signal: AbortSignal): Promise<ClientHttp2Session | null> {
    // The combined signal stays attached to the session, so the timer is cleared once the session is open.
    const timeout = new AbortController();
    const timer = setTimeout(
      () => timeout.abort(new Error(`The host did not answer within ${connectTimeoutMs} ms.`)),
      connectTimeoutMs,
    );
    const limited = AbortSignal.any([signal, timeout.signal]);
    try {
      const bytes = await unlessAborted(this.#open(this.#hostId, purpose, limited), limited);
      const session = await connectToAgent(bytes, limited);
      this.#unreachable = false;
      this.#backOff.succeeded();
      return session;
    } catch (error) {
      signal.throwIfAborted();
      const level = this.#unreachable ? 'debug' : 'warn';
      this.#logger[level]({ err: error, hostId: this.#hostId }, 'host unreachable');
      this.#unreachable = true;
      return null;
    } finally {
      clearTimeout(timer);
    }
  }
}
