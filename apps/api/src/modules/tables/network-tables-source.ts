import { RecordCatchUp, type TableRecord, tableRecordSchema } from '@pineapple/core';
import type { HostLinks, HostRefusal } from '@pineapple/host-link';
import type { Logger } from 'pino';
import { requestError } from '../../context/request-errors.ts';
import { followFeed } from '../../live-hosts/follow-feed.ts';
import { ContainerWatch } from '../../live-lab/container-watch.ts';
import type { LiveLab } from '../../live-lab/live-lab.ts';
import type { EventSink, EventSource, SourceEvent } from '../../sockets/event-source.ts';
import type { SocketOutbox } from '../../sockets/socket-outbox.ts';
import { presentTableRecord } from './present-table-record.ts';

interface NetworkTablesOptions {
  readonly liveLab: LiveLab;
  readonly containerId: string;
  readonly links: HostLinks;
  readonly logger: Logger;
  /** The subscriber's outbox. While it lags, changes become one. */
  readonly outbox: SocketOutbox;
  /** Counts a reader. Returns a function that ends the count. */
  readonly enter: () => () => void;
}

/** The network tables of one container for one reader: whole, then each change. */
export class NetworkTablesSource implements EventSource {
  readonly #options: NetworkTablesOptions;
  readonly #catchUp = new RecordCatchUp();
  #sink: EventSink | null = null;
  #waiting = false;

  constructor(options: NetworkTablesOptions) {
    this.#options = options;
  }

  current(): readonly SourceEvent[] {
    return [];
  }

  start(sink: EventSink): () => void {
    const { liveLab, containerId, links, logger, enter } = this.#options;
    this.#sink = sink;
    const stopped = new AbortController();
    const leave = enter();
    const watch = new ContainerWatch(liveLab, containerId, () => {
      if (watch.container === null) sink.end();
    });
    void followFeed({
      links,
      watch,
      logger,
      path: () => `/tables/${containerId}`,
      // A line that is no record ends the stream, and the next one begins with the whole tables.
      lines: (lines) => lines.forEach((line) => this.#take(tableRecordSchema.parse(JSON.parse(line)))),
      refused: (refusal) => this.#refused(refusal),
      signal: stopped.signal,
    });
    return () => {
      this.#sink = null;
      stopped.abort();
      watch.close();
      leave();
    };
  }

  /** A host at its limit says so, and ends the subscription: waiting would look as if it still read the tables. */
  #refused({ problem: { code, message } }: HostRefusal): boolean {
    if (code !== 'LIMIT') return false;
    this.#sink?.event({ key: 'refused', value: requestError('RATE_LIMITED', message) });
    this.#sink?.end();
    return true;
  }

  #take(record: TableRecord): void {
    const { outbox } = this.#options;
    if (!this.#waiting && !outbox.lags) {
      this.#catchUp.sent(record);
      return this.#send(record);
    }
    this.#catchUp.missed(record);
    if (this.#waiting) return;
    this.#waiting = true;
    outbox.whenDrained(() => {
      this.#waiting = false;
      const missed = this.#catchUp.takeMissed();
      if (missed !== null) this.#send(missed);
    });
  }

  #send(record: TableRecord): void {
    const { liveLab, containerId } = this.#options;
    const value = presentTableRecord(record, containerId, liveLab.snapshot);
    this.#sink?.event({ key: 'tables', value });
  }
}
