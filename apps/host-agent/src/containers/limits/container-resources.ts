import { availableParallelism } from 'node:os';
import type { ManifestContainer } from '@pineapple/core';
import type { Logger } from 'pino';
import type { ContainerDetails } from '../../docker/docker-answers.ts';
import type { ContainerResources, DockerClient } from '../../docker/docker-client.ts';
import { DockerError, isNotFound } from '../../docker/docker-error.ts';
import type { ContainerTracker } from '../../state/container-tracker.ts';
import type { Journal } from '../../state/journal.ts';
import type { LabState } from '../../state/lab-state.ts';

const megabyte = 1024 * 1024;

/** What a container may use that asks for nothing. */
interface Limits {
  readonly memoryMb: number;
  readonly cpus: number;
}

/** How much of this host a container may use: what it asks for, or else the host's limits. */
export function resourcesOf(
  { cpus, memoryMb }: Pick<ManifestContainer, 'cpus' | 'memoryMb'>,
  limits: Limits,
  processors = availableParallelism(),
): ContainerResources {
  const memory = (memoryMb ?? limits.memoryMb) * megabyte;
  return {
    Memory: memory,
    // Equal to the memory limit: a lab that swaps would slow down the others.
    MemorySwap: memory,
    // Docker refuses more than there are.
    NanoCpus: Math.round((cpus === null ? limits.cpus : Math.min(cpus, processors)) * 1e9),
  };
}

interface ResourceKeeperOptions {
  readonly docker: DockerClient;
  readonly limits: () => Limits;
  readonly journal: Pick<Journal, 'enterPhase'>;
  readonly log: Logger;
}

/** Keeps what each container may use as its lab wants it, also while it runs. */
export class ResourceKeeper {
  readonly #options: ResourceKeeperOptions;
  /** What each container has, by Docker's id. */
  readonly #known = new Map<string, ContainerResources>();
  /** What could not be set, by Docker's id. */
  readonly #failed = new Map<string, string>();

  constructor(options: ResourceKeeperOptions) {
    this.#options = options;
  }

  /** A container was started. One of the warm pool has the host's limits. */
  async started(state: LabState, tracker: ContainerTracker, details: ContainerDetails): Promise<void> {
    this.#found(details);
    await this.#keep(state, tracker, details.Id);
  }

  /** Changes what containers of a lab have otherwise than it wants by now. */
  async refresh(state: LabState): Promise<void> {
    await Promise.all(
      [...state.trackers.values()].map(async (tracker) => {
        if (tracker.key !== null) await this.#keep(state, tracker, tracker.key);
      }),
    );
  }

  /** A container is gone. */
  forget(key: string): void {
    this.#known.delete(key);
    this.#failed.delete(key);
  }

  async #keep(state: LabState, tracker: ContainerTracker, key: string): Promise<void> {
    const { docker, limits, journal, log } = this.#options;
    const wanted = state.container(tracker.containerId);
    if (!wanted) return;
    const resources = resourcesOf(wanted, limits());
    try {
      const present = this.#known.get(key) ?? this.#found(await docker.inspectContainer(key));
      if (present.Memory === resources.Memory && present.NanoCpus === resources.NanoCpus) return;
      await docker.updateContainer(key, resources);
      this.#known.set(key, resources);
      if (tracker.reason !== null && tracker.reason === this.#failed.get(key))
        journal.enterPhase(state, tracker, tracker.phase);
      this.#failed.delete(key);
    } catch (error) {
      if (!(error instanceof DockerError)) throw error;
      if (isNotFound(error)) return;
      const { memoryMb, cpus } = wanted;
      log.warn({ err: error, containerId: wanted.id, memoryMb, cpus }, 'could not limit a container');
      const reason = `Its memory and processors could not be changed: ${error.message}`;
      this.#failed.set(key, reason);
      journal.enterPhase(state, tracker, tracker.phase, new Date(), reason);
    }
  }

  #found({ Id, HostConfig }: ContainerDetails): ContainerResources {
    const { Memory = 0, NanoCpus = 0 } = HostConfig ?? {};
    const found = { Memory, MemorySwap: Memory, NanoCpus };
    this.#known.set(Id, found);
    return found;
  }
}
