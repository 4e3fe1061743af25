import { type EventBus, topics } from '@pineapple/event-bus';
import type { HostRecord, HostStore } from '@pineapple/store';
import type { Logger } from 'pino';

type HostListener = (host: HostRecord) => void;

/** Rows that are read at once. */
const atOnce = 25;

export interface HostFeedOptions {
  readonly bus: EventBus;
  readonly hosts: Pick<HostStore, 'get' | 'list'>;
  readonly logger: Logger;
}

/**
 * All hosts as they are, read once for all in this process who watch them, and only while somebody does. The bus says
 * which host to read again; however often it says so meanwhile, that is one reading.
 */
export class HostFeed {
  readonly #options: HostFeedOptions;
  readonly #listeners = new Set<HostListener>();
  readonly #known = new Map<string, HostRecord>();
  readonly #stale = new Set<string>();
  #opened: Promise<() => Promise<void>> | null = null;
  #reading: Promise<void> | null = null;

  constructor(options: HostFeedOptions) {
    this.#options = options;
  }

  /** The hosts that are known, by their ids. */
  get hosts(): readonly HostRecord[] {
    return [...this.#known.values()].sort((a, b) => (a.hostId < b.hostId ? -1 : 1));
  }

  /** Calls back on each change from when the promise resolves; all hosts are known then. Returns how to stop. */
  async listen(listener: HostListener): Promise<() => void> {
    this.#listeners.add(listener);
    const opened = (this.#opened ??= this.#open());
    try {
      await opened;
    } catch (error) {
      this.#leave(listener, opened);
      throw error;
    }
    return () => this.#leave(listener, opened);
  }

  /** Listens first and reads then, so that no change falls between. */
  async #open(): Promise<() => Promise<void>> {
    const { bus } = this.#options;
    const stop = await bus.subscribe(topics.hosts, ({ hostId }) => {
      this.#stale.add(hostId);
      this.#inBackground(this.#readStale());
    });
    const stopReconnect = bus.onReconnect(() => this.#inBackground(this.#readAll()));
    const close = async (): Promise<void> => {
      stopReconnect();
      await stop();
    };
    try {
      await this.#readAll();
      return close;
    } catch (error) {
      await close();
      throw error;
    }
  }

  #leave(listener: HostListener, opened: Promise<() => Promise<void>>): void {
    if (!this.#listeners.delete(listener) || this.#listeners.size > 0 || this.#opened !== opened) return;
    this.#opened = null;
    this.#known.clear();
    this.#inBackground(
      opened.then(
        (close) => close(),
        () => undefined,
      ),
    );
  }

  /** What the bus points at meanwhile is read after, so that an older row never replaces a newer one. */
  async #readAll(): Promise<void> {
    await this.#inTurn(async () => {
      this.#stale.clear();
      for (const host of await this.#options.hosts.list()) this.#take(host);
    });
  }

  async #readStale(): Promise<void> {
    await this.#inTurn(async () => {
      while (this.#stale.size > 0) {
        const ids = [...this.#stale].slice(0, atOnce);
        for (const id of ids) this.#stale.delete(id);
        const rows = await Promise.all(ids.map((id) => this.#options.hosts.get(id)));
        for (const row of rows) if (row) this.#take(row);
      }
    });
  }

  /** One reading after the other. */
  async #inTurn(read: () => Promise<void>): Promise<void> {
    const turn = (this.#reading ?? Promise.resolve()).catch(() => undefined).then(read);
    this.#reading = turn;
    await turn;
  }

  #take(host: HostRecord): void {
    this.#known.set(host.hostId, host);
    for (const listener of [...this.#listeners]) listener(host);
  }

  #inBackground(work: Promise<void>): void {
    work.catch((error: unknown) =>
      this.#options.logger.error({ err: error }, 'the hosts could not be read again'),
    );
  }
}
