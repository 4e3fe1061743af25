import type { ClientHttp2Session } from 'node:http2';
import { whileWanted } from './abortable.ts';
import type { HostDoor } from './host-door.ts';

/** How long a link without users is kept: a page that is reloaded comes back to it. */
const lingerMs = 5_000;

export interface HostLinkOptions {
  readonly door: HostDoor;
  readonly purpose: string;
  /** Told when nobody uses it any more. */
  readonly closed: () => void;
  readonly counted: (change: 1 | -1) => void;
}

/** One session to a host, opened when it is first needed, again when it was lost, and closed soon after its last use. */
export class HostLink {
  readonly #options: HostLinkOptions;
  readonly #ended = new AbortController();
  #users = 0;
  #session: ClientHttp2Session | null = null;
  #connecting: Promise<ClientHttp2Session> | null = null;
  #linger: NodeJS.Timeout | null = null;

  constructor(options: HostLinkOptions) {
    this.#options = options;
  }

  use(): void {
    this.#users += 1;
    if (this.#linger !== null) clearTimeout(this.#linger);
    this.#linger = null;
  }

  leave(): void {
    this.#users -= 1;
    if (this.#users > 0) return;
    if (this.#usable() === null) return this.close();
    this.#linger = setTimeout(() => this.close(), lingerMs).unref();
  }

  /** The session as it is, or a new one; waits as long as the host can't be reached and the caller wants it. */
  async session(signal: AbortSignal): Promise<ClientHttp2Session> {
    const usable = this.#usable();
    if (usable !== null) return usable;
    this.#connecting ??= this.#connect().finally(() => (this.#connecting = null));
    // Whoever gives up leaves a promise that nobody else may wait for.
    this.#connecting.catch(() => undefined);
    return whileWanted(this.#connecting, signal);
  }

  close(): void {
    if (this.#ended.signal.aborted) return;
    if (this.#linger !== null) clearTimeout(this.#linger);
    this.#ended.abort(new Error('The link to the host was closed.'));
    this.#session?.destroy();
    this.#options.closed();
  }

  /** None that the agent is about to end: it takes no new streams. */
  #usable(): ClientHttp2Session | null {
    const session = this.#session;
    return session === null || session.closed || session.destroyed ? null : session;
  }

  async #connect(): Promise<ClientHttp2Session> {
    const { door, purpose, counted } = this.#options;
    const session = await door.connect(purpose, this.#ended.signal);
    if (session.closed || session.destroyed) throw new Error('The host ended the session at once.');
    counted(1);
    session.once('close', () => counted(-1));
    // It may take no new streams from now on; those it has end by themselves.
    session.once('goaway', () => {
      if (this.#session === session) this.#session = null;
    });
    this.#session = session;
    return session;
  }
}
