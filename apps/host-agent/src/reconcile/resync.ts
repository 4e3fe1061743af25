import type { Logger } from 'pino';
import type { ContainerSummary } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import type { LabLinks } from '../network/lab-links.ts';
import type { EventRouter } from '../watch/event-router.ts';
import type { Journal } from '../state/journal.ts';
import { labels } from '../docker/docker-names.ts';
import type { LabRegistry } from '../state/lab-registry.ts';

export interface ResyncOptions {
  readonly hostId: string;
  readonly docker: DockerClient;
  readonly registry: LabRegistry;
  readonly journal: Journal;
  readonly router: EventRouter;
  readonly links: LabLinks;
  readonly log: Logger;
}

/** Takes up the thread after a gap: at the agent's start, and when Docker is back. */
export class Resync {
  readonly #options: ResyncOptions;

  constructor(options: ResyncOptions) {
    this.#options = options;
  }

  /** Docker is gone: nobody knows how the containers are. */
  lost(reason: string): void {
    const { registry, journal } = this.#options;
    for (const state of registry.present()) {
      for (const tracker of state.trackers.values()) {
        tracker.waiting?.abort();
        tracker.expecting = null;
        tracker.joined.clear();
        journal.enter(state, tracker, 'LOST', new Date(), `Docker is not running on the host: ${reason}`);
      }
      for (const networkId of state.networks.keys()) journal.network(state, networkId, 'LOST', reason);
    }
  }

  /** Finds out what Docker has of each lab. The reconciliation that follows brings the phases right. */
  async run(): Promise<void> {
    const { docker, hostId, registry, router, log } = this.#options;
    const found = await docker.listContainers([`${labels.host}=${hostId}`]);
    for (const state of registry.present()) for (const tracker of state.trackers.values()) tracker.key = null;
    const unknown = new Set<string>();
    for (const summary of found) {
      const own = summary.Labels ?? {};
      const [labId = '', containerId = ''] = [own[labels.lab], own[labels.container]];
      router.knows(summary.Id, labId, containerId);
      const state = registry.get(labId);
      if (!state || state.removedAt !== null) {
        unknown.add(labId);
        continue;
      }
      state.track(containerId, own[labels.name] ?? containerId, own[labels.image] ?? '').key = summary.Id;
    }
    // Not removed: whoever lost the agent's files still has the labs, and an apply takes them up again.
    if (unknown.size > 0)
      log.warn({ labs: [...unknown] }, 'Docker has containers of labs that this agent does not know');
    await this.#tidy(found);
    this.#settle();
  }

  /** Containers that went while nobody looked, and those whose state nobody knows any more. */
  #settle(): void {
    const { registry, journal } = this.#options;
    for (const state of registry.present()) {
      for (const tracker of [...state.trackers.values()]) {
        tracker.expecting = null;
        const wanted = state.container(tracker.containerId);
        if (tracker.key === null && !wanted) {
          journal.gone(state, tracker);
          continue;
        }
        // Reported once the reconciliation has looked at it: what was true before the gap may not be now.
        tracker.outdated = true;
      }
    }
  }

  /** Links of attachments that ended while the agent was away. */
  async #tidy(found: readonly ContainerSummary[]): Promise<void> {
    const { registry, links } = this.#options;
    await Promise.all(
      registry.present().map(({ labId }) => {
        const own = found.filter(({ Labels }) => Labels?.[labels.lab] === labId);
        const endpoints = own.flatMap(({ NetworkSettings }) =>
          Object.values(NetworkSettings?.Networks ?? {}).flatMap(({ EndpointID }) =>
            EndpointID === '' ? [] : [EndpointID],
          ),
        );
        return links.removeStrayLinks(labId, endpoints);
      }),
    );
  }
}
