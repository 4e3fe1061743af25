import { logLine, type LogLine } from '@pineapple/host-link/protocol';
import type { Logger } from 'pino';
import type { ContainerLogs } from '../../graphql/generated/schema-types.ts';
import { followFeed } from '../../live-hosts/follow-feed.ts';
import type { HostLinks } from '@pineapple/host-link';
import { ContainerWatch } from '../../live-lab/container-watch.ts';
import type { EventSink, EventSource, SourceEvent } from '../../sockets/event-source.ts';
import type { LiveLab } from '../../live-lab/live-lab.ts';
import type { SocketOutbox } from '../../sockets/socket-outbox.ts';
import { LogBuffer } from './log-buffer.ts';

interface ContainerLogsOptions {
  readonly liveLab: LiveLab;
  readonly containerId: string;
  readonly tail: number;
  /** RFC 3339; null for no lower bound. */
  readonly since: string | null;
  readonly links: HostLinks;
  readonly logger: Logger;
  /** The subscriber's outbox. Nothing is sent while it lags. */
  readonly outbox: SocketOutbox;
  /** Counts a reader. Returns a function that ends the count. */
  readonly enter: () => () => void;
}

export const mostTail = 5_000;
/** Lines that arrive within this time make one event. */
const gatherMs = 20;
const chunkCharacters = 128 * 1024;

/** The log of one container for one reader. */
export class ContainerLogsSource implements EventSource {
  readonly #options: ContainerLogsOptions;
  readonly #buffer = new LogBuffer();
  #sink: EventSink | null = null;
  #flushing = false;
  /** The time of the last line that was sent. */
  #last: string | null = null;

  constructor(options: ContainerLogsOptions) {
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
      if (watch.container !== null) return;
      this.#flush();
      sink.end();
    });
    void followFeed({
      links,
      watch,
      logger,
      path: () => this.#path(),
      lines: (lines) => {
        this.#buffer.add(lines);
        this.#flushSoon();
      },
      signal: stopped.signal,
    });
    return () => {
      this.#sink = null;
      stopped.abort();
      watch.close();
      leave();
    };
  }

  /** After a lost connection it continues after the last line that was sent. */
  #path(): string {
    const { containerId, tail, since } = this.#options;
    this.#buffer.clear();
    if (this.#last !== null)
      return `/logs/${containerId}?${new URLSearchParams({ since: this.#last }).toString()}`;
    const query = new URLSearchParams({ tail: String(tail), ...(since !== null && { since }) });
    return `/logs/${containerId}?${query.toString()}`;
  }

  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    setTimeout(() => {
      this.#flushing = false;
      this.#flush();
    }, gatherMs).unref();
  }

  #flush(): void {
    if (this.#sink === null) return;
    const { outbox } = this.#options;
    if (outbox.lags) {
      this.#flushing = true;
      return outbox.whenDrained(() => {
        this.#flushing = false;
        this.#flush();
      });
    }
    this.#send();
    if (this.#buffer.size > 0) this.#flushSoon();
  }

  #send(): void {
    const { lines: texts, skipped } = this.#buffer.take(chunkCharacters);
    const lines = texts.flatMap((text) => this.#read(text) ?? []);
    if (lines.length === 0 && skipped === 0) return;
    const value: ContainerLogs = {
      lines: lines.map(({ at, stream, text }) => ({
        at,
        stream: stream === 'stdout' ? 'STDOUT' : 'STDERR',
        text,
      })),
      skipped,
    };
    this.#sink?.event({ key: 'logs', value });
  }

  /** Null for text that is not a log line. */
  #read(text: string): LogLine | null {
    const parsed = logLine.safeParse(parseJson(text));
    if (!parsed.success) {
      this.#options.logger.warn({ containerId: this.#options.containerId }, 'could not parse a log line');
      return null;
    }
    this.#last = parsed.data.at;
    return parsed.data;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
