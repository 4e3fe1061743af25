import type { ManifestContainer, HostManifest, ManifestNetwork, NetworkObservation } from '@pineapple/core';
import { ContainerTracker } from './container-tracker.ts';
import type { LabRecord } from './lab-record.ts';

type NetworkReport = Omit<NetworkObservation, 'sequence'>;

/** One lab on this host, in memory: what is wanted, and what is known of each container and network. */
export class LabState {
  readonly labId: string;
  desired: HostManifest;
  /** When a removed lab was gone from the host; null while it is here. */
  removedAt: string | null = null;
  /** Whether its plan is being carried out right now. */
  busy = false;
  readonly trackers = new Map<string, ContainerTracker>();
  readonly networks = new Map<string, NetworkReport>();
  #wanted: ReadonlyMap<string, ManifestContainer> = new Map();

  constructor(desired: HostManifest) {
    this.labId = desired.labId;
    this.desired = desired;
    this.want(desired);
  }

  static restore(record: LabRecord): LabState {
    const state = new LabState(record.desired);
    state.removedAt = record.removedAt;
    for (const [id, known] of Object.entries(record.containers)) {
      const wanted = state.container(id);
      state.track(id, wanted?.name ?? id, wanted?.image ?? '').restore(known);
    }
    return state;
  }

  toRecord(): LabRecord {
    const containers = [...this.trackers.values()].map(
      (each) => [each.containerId, each.toRecord()] as const,
    );
    return { desired: this.desired, containers: Object.fromEntries(containers), removedAt: this.removedAt };
  }

  /** Takes a newer desired lab. */
  want(desired: HostManifest): void {
    this.desired = desired;
    const containers = desired.removed ? [] : desired.containers;
    this.#wanted = new Map(containers.map((container) => [container.id, container]));
  }

  container(containerId: string): ManifestContainer | undefined {
    return this.#wanted.get(containerId);
  }

  network(networkId: string): ManifestNetwork | undefined {
    return this.desired.removed ? undefined : this.desired.networks.find(({ id }) => id === networkId);
  }

  /** The follower of a container, made at the first need. */
  track(containerId: string, name: string, image: string): ContainerTracker {
    const known = this.trackers.get(containerId);
    if (known) {
      known.name = name;
      if (image !== '') known.image = image;
      return known;
    }
    const tracker = new ContainerTracker(containerId, name, image);
    this.trackers.set(containerId, tracker);
    return tracker;
  }

  byKey(key: string): ContainerTracker | undefined {
    return [...this.trackers.values()].find((tracker) => tracker.key === key);
  }
}
