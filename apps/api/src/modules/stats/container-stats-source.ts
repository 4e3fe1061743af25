import type { StatsSample } from '@pineapple/host-link/protocol';
import type { ResolversTypes } from '../../graphql/generated/schema-types.ts';
import { ContainerWatch } from '../../live-lab/container-watch.ts';
import type { EventSink, EventSource, SourceEvent } from '../../sockets/event-source.ts';
import type { LiveLab } from '../../live-lab/live-lab.ts';
import type { StatsFeeds } from '../../live-hosts/stats-feeds.ts';

type ContainerStats = Awaited<ResolversTypes['ContainerStats']>;

/** The resource use of a container, once a second until it is deleted. */
export class ContainerStatsSource implements EventSource {
  readonly #liveLab: LiveLab;
  readonly #containerId: string;
  readonly #feeds: StatsFeeds;

  constructor(liveLab: LiveLab, containerId: string, feeds: StatsFeeds) {
    this.#liveLab = liveLab;
    this.#containerId = containerId;
    this.#feeds = feeds;
  }

  current(): readonly SourceEvent[] {
    const sample = this.#feeds.latest(this.#containerId);
    return sample === null ? [] : this.#events(sample);
  }

  start(sink: EventSink): () => void {
    const stop = this.#feeds.listen(this.#liveLab, this.#containerId, (sample) => {
      for (const event of this.#events(sample)) sink.event(event);
    });
    const watch = new ContainerWatch(this.#liveLab, this.#containerId, () => {
      if (watch.container === null) sink.end();
    });
    return () => {
      stop();
      watch.close();
    };
  }

  #events({ interfaces, ...sample }: StatsSample): SourceEvent[] {
    const { snapshot } = this.#liveLab;
    const container = snapshot.container(this.#containerId);
    if (container === null) return [];
    const value: ContainerStats = {
      ...sample,
      container,
      interfaces: interfaces.map(({ networkId, ...rates }) => ({
        ...rates,
        network: snapshot.network(networkId),
        interface: container.interfaces.find(({ network }) => network.id === networkId) ?? null,
      })),
    };
    return [{ key: 'stats', value }];
  }
}
