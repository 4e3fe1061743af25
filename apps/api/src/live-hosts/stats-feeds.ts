import { type StatsSample, statsSample } from '@pineapple/host-link/protocol';
import type { Logger } from 'pino';
import { followFeed } from './follow-feed.ts';
import type { HostLinks } from '@pineapple/host-link';
import { ContainerWatch } from '../live-lab/container-watch.ts';
import type { LiveLab } from '../live-lab/live-lab.ts';

type Listener = (sample: StatsSample) => void;

interface Feed {
  readonly listeners: Set<Listener>;
  readonly stop: () => void;
  latest: { readonly sample: StatsSample; readonly at: number } | null;
}

/** A sample older than this is out of date. */
const freshMs = 2_000;

/** Shares one stream of samples per container in this process, while it has listeners. */
export class StatsFeeds {
  readonly #links: HostLinks;
  readonly #logger: Logger;
  readonly #feeds = new Map<string, Feed>();

  constructor(links: HostLinks, logger: Logger) {
    this.#links = links;
    this.#logger = logger;
  }

  /** The last sample; null without a listener or a fresh one. */
  latest(containerId: string): StatsSample | null {
    const latest = this.#feeds.get(containerId)?.latest ?? null;
    return latest !== null && performance.now() - latest.at < freshMs ? latest.sample : null;
  }

  /** Calls back on each sample from now on. Returns a function that stops it. */
  listen(liveLab: LiveLab, containerId: string, listener: Listener): () => void {
    const feed = this.#feeds.get(containerId) ?? this.#open(liveLab, containerId);
    feed.listeners.add(listener);
    return () => {
      if (!feed.listeners.delete(listener) || feed.listeners.size > 0) return;
      feed.stop();
      if (this.#feeds.get(containerId) === feed) this.#feeds.delete(containerId);
    };
  }

  #open(liveLab: LiveLab, containerId: string): Feed {
    const stopped = new AbortController();
    const watch = new ContainerWatch(liveLab, containerId);
    const stop = (): void => {
      stopped.abort();
      watch.close();
    };
    const feed: Feed = { listeners: new Set(), stop, latest: null };
    this.#feeds.set(containerId, feed);
    void followFeed({
      links: this.#links,
      logger: this.#logger,
      watch,
      path: () => `/stats/${containerId}`,
      lines: (lines) => lines.forEach((line) => this.#publish(feed, line)),
      signal: stopped.signal,
    });
    return feed;
  }

  /** @throws for a line that is not a sample, which ends the stream */
  #publish(feed: Feed, line: string): void {
    const sample = statsSample.parse(JSON.parse(line));
    feed.latest = { sample, at: performance.now() };
    for (const listener of [...feed.listeners]) listener(sample);
  }
}
