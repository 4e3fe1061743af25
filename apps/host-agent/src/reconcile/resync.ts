import type { Logger } from 'pino';
import type { HostContainer, HostContainers } from '../containers/host-containers.ts';
import type { LabNetworks } from '../network/lab-networks.ts';
import type { Journal } from '../state/journal.ts';
import type { LabRegistry } from '../state/lab-registry.ts';

interface ResyncOptions {
  readonly hostContainers: HostContainers;
  readonly registry: LabRegistry;
  readonly journal: Journal;
  readonly networks: LabNetworks;
  readonly log: Logger;
}

/** Brings the known state up to date after a gap in Docker's events: when the agent or Docker was restarted. */
export class Resync {
  readonly #options: ResyncOptions;

  constructor(options: ResyncOptions) {
    this.#options = options;
  }

  /** Docker is down: the state of all containers and networks is unknown. */
  dockerLost(reason: string): void {
    const { registry, journal } = this.#options;
    const shown = `Docker is not running on the host: ${reason}`;
    for (const state of registry.present()) {
      for (const tracker of state.trackers.values()) {
        tracker.loseContact();
        journal.enterPhase(state, tracker, 'LOST', new Date(), shown);
      }
      for (const networkId of state.networks.keys()) journal.observeNetwork(state, networkId, 'LOST', reason);
    }
  }

  /** Looks up each lab's containers in Docker. The reconciliation that follows corrects their phases. */
  async run(): Promise<void> {
    const { hostContainers, registry, log } = this.#options;
    const found = await hostContainers.all();
    for (const state of registry.present())
      for (const tracker of state.trackers.values()) tracker.goneFromDocker();
    const unknownLabs = new Set<string>();
    for (const { key, identity } of found) {
      const { labId, containerId, name, image } = identity;
      const state = registry.get(labId);
      if (!state || state.isRemoved) unknownLabs.add(labId);
      else state.track(containerId, name, image).foundInDocker(key);
    }
    // Not removed: if the agent's files were lost, the next apply of such a lab takes its containers over.
    if (unknownLabs.size > 0)
      log.warn({ labs: [...unknownLabs] }, 'Docker has containers of labs that this agent does not know');
    await this.#removeStrayLinks(found);
    await this.#removeOrphanedNetworks(unknownLabs);
    this.#updateTrackers();
  }

  /** Deletes containers that disappeared during the gap, and marks the others as outdated. */
  #updateTrackers(): void {
    const { registry, journal } = this.#options;
    for (const state of registry.present()) {
      for (const tracker of [...state.trackers.values()]) {
        tracker.endOperation();
        // An outdated one is reported once the reconciliation has inspected it.
        if (tracker.key === null && !state.container(tracker.containerId))
          journal.deleteContainer(state, tracker);
        else tracker.markOutdated();
      }
    }
  }

  /** Removes networks of labs that are gone: the agent was killed before it could, or while it made them. */
  async #removeOrphanedNetworks(unknownLabs: ReadonlySet<string>): Promise<void> {
    const { registry, networks, log } = this.#options;
    const present = new Set(registry.present().map(({ labId }) => labId));
    const orphaned = [...networks.labs()].filter((labId) => !present.has(labId) && !unknownLabs.has(labId));
    await Promise.all(
      orphaned.map((labId) =>
        networks.removeLab(labId).catch((error: unknown) => {
          log.error({ err: error, labId }, 'could not remove the networks of a lab that is gone');
        }),
      ),
    );
  }

  /** Removes links of containers and networks that were removed during the gap. */
  async #removeStrayLinks(found: readonly HostContainer[]): Promise<void> {
    const { registry, networks } = this.#options;
    await Promise.all(
      registry.present().map(({ labId }) => {
        const own = found.filter(({ identity }) => identity.labId === labId);
        const ids = own.map(({ identity }) => identity.containerId);
        return networks.removeStrayLinks(labId, new Set(ids));
      }),
    );
  }
}
