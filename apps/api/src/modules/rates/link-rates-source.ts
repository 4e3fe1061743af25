import { linkRates } from '@pineapple/host-link/protocol';
import type { HostLinks } from '@pineapple/host-link';
import type { Logger } from 'pino';
import type { ResolversTypes } from '../../graphql/generated/schema-types.ts';
import { LabHostFeeds } from '../../live-hosts/lab-host-feeds.ts';
import type { LiveLab } from '../../live-lab/live-lab.ts';
import type { EventSink, EventSource, SourceEvent } from '../../sockets/event-source.ts';

type PresentedRates = Awaited<ResolversTypes['LinkRates']>;

interface LinkRatesOptions {
  readonly liveLab: LiveLab;
  readonly links: HostLinks;
  readonly logger: Logger;
}

/** What the links of a lab carry on all its hosts, once a second while there is traffic. */
export class LinkRatesSource implements EventSource {
  readonly #liveLab: LiveLab;
  readonly #feeds;
  #sink: EventSink | null = null;

  constructor(options: LinkRatesOptions) {
    this.#liveLab = options.liveLab;
    this.#feeds = new LabHostFeeds({
      ...options,
      path: '/rates',
      read: (line) => linkRates.parse(JSON.parse(line)),
      onLine: () => this.#sink?.event(this.#event()),
      onLabDeleted: () => this.#sink?.end(),
    });
  }

  current(): readonly SourceEvent[] {
    return this.#feeds.latest.length > 0 ? [this.#event()] : [];
  }

  start(sink: EventSink): () => void {
    this.#sink = sink;
    const stop = this.#feeds.start();
    return () => {
      this.#sink = null;
      stop();
    };
  }

  #event(): SourceEvent {
    const { snapshot } = this.#liveLab;
    const { latest } = this.#feeds;
    const value: PresentedRates = {
      at: latest.map(({ at }) => at).reduce((a, b) => (a > b ? a : b), ''),
      links: latest
        .flatMap(({ links }) => links)
        .flatMap(({ containerId, networkId, ...rates }) => {
          const container = snapshot.container(containerId);
          const link = container?.interfaces.find(({ network }) => network.id === networkId);
          return container && link ? [{ container, interface: link, ...rates }] : [];
        }),
    };
    return { key: 'rates', value };
  }
}
