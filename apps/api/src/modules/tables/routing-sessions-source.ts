import {
  labSessionsSchema,
  type AttachedInterface,
  matchSessions,
  type RoutingSession as CoreSession,
} from '@pineapple/core';
import type { HostLinks } from '@pineapple/host-link';
import type { Logger } from 'pino';
import type { ResolversTypes } from '../../graphql/generated/schema-types.ts';
import { LabHostFeeds } from '../../live-hosts/lab-host-feeds.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import type { LiveLab } from '../../live-lab/live-lab.ts';
import type { EventSink, EventSource, SourceEvent } from '../../sockets/event-source.ts';

type PresentedSessions = Awaited<ResolversTypes['RoutingSessions']>;

interface RoutingSessionsOptions {
  readonly liveLab: LiveLab;
  readonly links: HostLinks;
  readonly logger: Logger;
}

/** The OSPF, OSPFv3, IS-IS and BGP sessions of a lab's routers on all its hosts, now and whenever they change. */
export class RoutingSessionsSource implements EventSource {
  readonly #liveLab: LiveLab;
  readonly #feeds;
  #sink: EventSink | null = null;

  constructor(options: RoutingSessionsOptions) {
    this.#liveLab = options.liveLab;
    this.#feeds = new LabHostFeeds({
      ...options,
      path: '/sessions',
      read: (line) => labSessionsSchema.parse(JSON.parse(line)),
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
    const routers = latest.flatMap((host) => host.routers);
    const value: PresentedSessions = {
      at: latest.map(({ at }) => at).reduce((a, b) => (a > b ? a : b), ''),
      routers: routers.length,
      omittedRouters: latest.reduce((sum, { omitted }) => sum + omitted, 0),
      sessions: matchSessions(routers, interfacesOf(snapshot)).map((session) => present(session, snapshot)),
    };
    return { key: 'sessions', value };
  }
}

function interfacesOf(snapshot: LabSnapshot): readonly AttachedInterface[] {
  return snapshot.desired.containers.flatMap(({ id }) =>
    (snapshot.container(id)?.interfaces ?? []).map(({ network, name, ipv4Address, ipv6Address }) => ({
      ...{ containerId: id, networkId: network.id, name },
      addresses: [ipv4Address, ipv6Address].filter((address) => address !== null),
    })),
  );
}

function present(
  { ends, networkId, ...session }: CoreSession,
  snapshot: LabSnapshot,
): PresentedSessions['sessions'][number] {
  return {
    ...session,
    network: networkId === null ? null : snapshot.network(networkId),
    ends: ends.map(({ containerId, ...end }) => ({
      ...end,
      container: containerId === null ? null : snapshot.container(containerId),
    })),
  };
}
