import type { HostRecord } from '@pineapple/store';
import type { EventSink, EventSource, SourceEvent } from '../../sockets/event-source.ts';
import type { HostFeed } from '../../live-hosts/host-feed.ts';
import { toHostModel } from '../../live-hosts/host-model.ts';

/** Every host, then each host whenever it changes. */
export class HostChangesSource implements EventSource {
  readonly #feed: HostFeed;
  readonly #clock: () => Date;
  #sink: EventSink | null = null;
  #leave: () => void = () => undefined;

  private constructor(feed: HostFeed, clock: () => Date) {
    this.#feed = feed;
    this.#clock = clock;
  }

  static async open(feed: HostFeed, clock: () => Date): Promise<HostChangesSource> {
    const source = new HostChangesSource(feed, clock);
    source.#leave = await feed.listen((host) => source.#sink?.event(source.#event(host)));
    return source;
  }

  current(): readonly SourceEvent[] {
    return this.#feed.hosts.map((host) => this.#event(host));
  }

  start(sink: EventSink): () => void {
    this.#sink = sink;
    return () => {
      this.#sink = null;
      this.#leave();
    };
  }

  #event(host: HostRecord): SourceEvent {
    return { key: host.hostId, value: toHostModel(host, this.#clock()) };
  }
}
