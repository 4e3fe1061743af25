import type { StatsSample } from '@pineapple/host-link/protocol';
import type { Logger } from 'pino';
import type { DockerClient } from '../../docker/docker-client.ts';
import type { LabRegistry } from '../../state/lab-registry.ts';
import type { ContainerFollower } from '../../watch/container-follower.ts';
import type { ContainerChange, ContainerChanges } from '../container-changes.ts';
import { findContainer } from '../running-container.ts';
import { findControlGroups } from '../../system/control-groups.ts';
import { EngineStats } from './engine-stats.ts';
import { KernelStats } from './kernel-stats.ts';
import type { StatsSource } from './raw-sample.ts';
import { StatsSampler } from './stats-sampler.ts';

interface StatsHubOptions {
  readonly docker: DockerClient;
  readonly registry: LabRegistry;
  readonly changes: ContainerChanges;
  readonly follower: Pick<ContainerFollower, 'observeInterfaces'>;
  readonly log: Logger;
}

interface StatsListener {
  readonly onSample: (sample: StatsSample) => void;
  /** The lab no longer has the container. */
  readonly onGone: () => void;
}

interface Watched {
  readonly listeners: Set<StatsListener>;
  readonly stop: () => void;
}

/** Measures each watched container once a second, for any number of listeners. */
export class StatsHub {
  readonly #options: StatsHubOptions;
  readonly #watched = new Map<string, Watched>();

  constructor(options: StatsHubOptions) {
    this.#options = options;
  }

  /** Watches a container. @returns a function that stops watching */
  watch(labId: string, containerId: string, listener: StatsListener): () => void {
    const watched = this.#watched.get(containerId) ?? this.#begin(labId, containerId);
    watched.listeners.add(listener);
    return () => {
      watched.listeners.delete(listener);
      if (watched.listeners.size > 0 || this.#watched.get(containerId) !== watched) return;
      this.#watched.delete(containerId);
      watched.stop();
    };
  }

  #begin(labId: string, containerId: string): Watched {
    const { registry, changes } = this.#options;
    const listeners = new Set<StatsListener>();
    const sampler = new StatsSampler({
      openSource: () => this.#openSource(labId, containerId),
      interfaces: () => registry.get(labId)?.trackers.get(containerId)?.interfaces ?? [],
      onSample: (sample) => {
        for (const { onSample } of listeners) onSample(sample);
      },
      onRenamed: () => this.#observeInterfaces(labId, containerId),
    });
    const begin = (): void => {
      sampler.start().catch((error: unknown) => {
        this.#options.log.warn({ err: error, containerId }, 'could not measure a container');
      });
    };
    const unsubscribe = changes.subscribe(containerId, (change: ContainerChange) => {
      if (change === 'start' || change === 'docker-up') begin();
      else sampler.stop();
      if (change === 'destroy' && !registry.get(labId)?.container(containerId))
        for (const { onGone } of [...listeners]) onGone();
    });
    const watched = {
      listeners,
      stop: () => {
        unsubscribe();
        sampler.stop();
      },
    };
    this.#watched.set(containerId, watched);
    begin();
    return watched;
  }

  #observeInterfaces(labId: string, containerId: string): void {
    const { registry, follower, log } = this.#options;
    const state = registry.get(labId);
    const tracker = state?.trackers.get(containerId);
    if (!state || !tracker) return;
    follower.observeInterfaces(state, tracker).catch((error: unknown) => {
      log.debug({ err: error, containerId }, "could not read the names of a container's interfaces");
    });
  }

  async #openSource(labId: string, containerId: string): Promise<StatsSource | null> {
    const { docker, registry } = this.#options;
    const { key } = findContainer(registry, labId, containerId);
    const details = key === null ? null : await docker.inspectContainer(key);
    if (!details?.State.Running) return null;
    const groups = await findControlGroups(details.State.Pid, details.Id);
    if (groups) return new KernelStats(details.State.Pid, groups);
    const nanoCpus = details.HostConfig?.NanoCpus ?? 0;
    return new EngineStats(docker, details.Id, nanoCpus > 0 ? nanoCpus / 1e9 : null);
  }
}
