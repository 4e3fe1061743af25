import type { ClientHttp2Session } from 'node:http2';
import type { HostConnector } from './host-connector.ts';
import { unlessAborted } from './unless-aborted.ts';

/** How long an unused link is kept, so that a reloaded page finds it open. */
const idleMs = 5_000;

interface HostLinkOptions {
  readonly connector: HostConnector;
  readonly purpose: string;
  /** Called when the link closes. */
  readonly onClosed: () => void;
  /** Called for each session that opens (1) or closes (-1). */
  readonly onSession: (change: 1 | -1) => void;
}

/** One session to a host. It opens at its first use, reopens after a loss and closes soon after its last use. */
export class HostLink {
  readonly #options: HostLinkOptions;
  readonly #ended = new AbortController();
  #users = 0;
  #session: ClientHttp2Session | null = null;
  #connecting: Promise<ClientHttp2Session> | null = null;
  #idleTimer: NodeJS.Timeout | null = null;

  constructor(options: HostLinkOptions) {
    this.#options = options;
  }

  use(): void {
    this.#users += 1;
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    this.#idleTimer = null;
  }

  leave(): void {
    this.#users -= 1;
    if (this.#users > 0) return;
    if (this.#usable() === null) return this.close();
    this.#idleTimer = setTimeout(() => this.close(), idleMs).unref();
  }

  /** The open session or a new one. Waits while the host is unreachable, until the signal aborts. */
  async session(signal: AbortSignal): Promise<ClientHttp2Session> {
    const usable = this.#usable();
    if (usable !== null) return usable;
    this.#connecting ??= this.#connect().finally(() => (this.#connecting = null));
    // A caller that aborts must not leave an unhandled rejection.
    this.#connecting.catch(() => undefined);
    return unlessAborted(this.#connecting, signal);
  }

  close(): void {
    if (this.#ended.signal.aborted) return;
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    this.#ended.abort(new Error('The link to the host was closed.'));
    this.#session?.destroy();
    this.#options.onClosed();
  }

  /** Excludes a session after GOAWAY, because it accepts no new streams. */
  #usable(): ClientHttp2Session | null {
    const session = this.#session;
    return session === null || session.closed || session.destroyed ? null : session;
  }

  async #connect(): Promise<ClientHttp2Session> {
    const { connector, purpose, onSession } = this.#options;
    const session = await connector.connect(purpose, this.#ended.signal);
    if (session.closed || session.destroyed)
      throw new Error('The host ended the session before it was used.');
    onSession(1);
    session.once('close', () => onSession(-1));
    // From now on it accepts no new streams. Its open streams end by themselves.
    session.once('goaway', () => {
      if (this.#session === session) this.#session = null;
    });
    this.#session = session;
    return session;
  }
}
