import type { ClientHttp2Session } from 'node:http2';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { whileWanted } from './abortable.ts';
import { BackOff } from './back-off.ts';
import { connectToAgent } from './host-connection.ts';

/** Opens raw bytes to a host's agent. `purpose` is for people who read the session history. */
export type OpenHostStream = (hostId: string, purpose: string, signal: AbortSignal) => Promise<Duplex>;

/** A session and the agent's first answer take no longer than this. */
const patienceMs = 10_000;

/**
 * The way to one host. While it can't be reached, only one of those who want to tries, less and less often; the
 * others wait for its success. Hundreds of terminals must not turn an outage into a storm of sessions.
 */
export class HostDoor {
  readonly #hostId: string;
  readonly #open: OpenHostStream;
  readonly #logger: Logger;
  readonly #backOff = new BackOff();
  #away = false;
  #trying: Promise<unknown> | null = null;

  constructor(hostId: string, open: OpenHostStream, logger: Logger) {
    this.#hostId = hostId;
    this.#open = open;
    this.#logger = logger;
  }

  /** Whether the last try failed. */
  get away(): boolean {
    return this.#away;
  }

  /** Tries until it succeeds. @throws when the signal says that nobody wants it any more */
  async connect(purpose: string, signal: AbortSignal): Promise<ClientHttp2Session> {
    for (;;) {
      signal.throwIfAborted();
      if (!this.#away) {
        const session = await this.#try(purpose, signal);
        if (session !== null) return session;
        continue;
      }
      if (this.#trying !== null) {
        await whileWanted(this.#trying, signal);
        continue;
      }
      const trying = this.#tryLater(purpose, signal);
      const settled = trying.then(
        () => undefined,
        () => undefined,
      );
      this.#trying = settled;
      void settled.then(() => void (this.#trying = null));
      const session = await trying;
      if (session !== null) return session;
    }
  }

  async #tryLater(purpose: string, signal: AbortSignal): Promise<ClientHttp2Session | null> {
    await delay(this.#backOff.failed(), undefined, { signal });
    return this.#try(purpose, signal);
  }

  async #try(purpose: string, signal: AbortSignal): Promise<ClientHttp2Session | null> {
    // The signal stays with the session, so the time limit must end once it is open.
    const slow = new AbortController();
    const timer = setTimeout(() => slow.abort(new Error('The host did not answer in time.')), patienceMs);
    const limited = AbortSignal.any([signal, slow.signal]);
    try {
      const bytes = await whileWanted(this.#open(this.#hostId, purpose, limited), limited);
      const session = await connectToAgent(bytes, limited);
      this.#away = false;
      this.#backOff.succeeded();
      return session;
    } catch (error) {
      signal.throwIfAborted();
      const level = this.#away ? 'debug' : 'warn';
      this.#logger[level]({ err: error, hostId: this.#hostId }, 'a host could not be reached');
      this.#away = true;
      return null;
    } finally {
      clearTimeout(timer);
    }
  }
}
