import { type EventBus, topics } from '@pineapple/event-bus';
import type { HostRecord, HostStore } from '@pineapple/store';
import type { Logger } from 'pino';

type HostListener = (host: HostRecord) => void;

/** Rows that are read in parallel. */
const atOnce = 25;

interface HostFeedOptions {
  readonly bus: EventBus;
  readonly hosts: Pick<HostStore, 'get' | 'list'>;
  readonly logger: Logger;
}

/**
 * The current records of all hosts, shared by the listeners in this process and kept only while there are any. The bus
 * says which host to read again. Several messages during a read lead to one more read.
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

  /** The known hosts, sorted by id. */
  get hosts(): readonly HostRecord[] {
    return [...this.#known.values()].sort((a, b) => (a.hostId < b.hostId ? -1 : 1));
  }

  /** Resolves once all hosts are known, then calls back on each change. Returns a function that stops it. */
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

  /** Subscribes before it reads, so that no change is missed. */
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

  /** Hosts that change during the read are read again after it, so that an older row never replaces a newer one. */
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

  /** Runs one read after the other. */
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
      this.#options.logger.error({ err: error }, 'could not read the hosts again'),
    );
  }
}
