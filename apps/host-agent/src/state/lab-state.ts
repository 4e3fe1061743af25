import {
  digestsAtStart,
  type HostManifest,
  type ManifestContainer,
  type ManifestNetwork,
  type NetworkObservation,
} from '@pineapple/core';
import { writtenFiles } from '../containers/file-changes.ts';
import { ContainerTracker } from './container-tracker.ts';
import type { ContainerRecord, LabRecord } from './lab-record.ts';

/** The report of a network, without the sequence number that the reporter adds. */
export type NetworkReport = Omit<NetworkObservation, 'sequence'>;

/** One lab on this host: its desired state, and what is known about each of its containers and networks. */
export class LabState {
  readonly labId: string;
  #desired: HostManifest;
  #containers: ReadonlyMap<string, ManifestContainer>;
  #removedAt: string | null = null;
  #busy = false;
  readonly #trackers = new Map<string, ContainerTracker>();
  readonly #networks = new Map<string, NetworkReport>();

  constructor(desired: HostManifest) {
    this.labId = desired.labId;
    this.#desired = desired;
    this.#containers = containersById(desired);
  }

  static restore(record: LabRecord): LabState {
    const state = new LabState(record.desired);
    state.#removedAt = record.removedAt;
    for (const [id, known] of Object.entries(record.containers)) {
      const container = state.container(id);
      const saved = container ? withFiles(known, container) : known;
      state.track(id, container?.name ?? id, container?.image ?? '').restore(saved);
    }
    return state;
  }

  get desired(): HostManifest {
    return this.#desired;
  }

  /** Whether the lab is completely gone from this host. */
  get isRemoved(): boolean {
    return this.#removedAt !== null;
  }

  /** Whether an apply is under way. */
  get busy(): boolean {
    return this.#busy;
  }

  /** All containers of the lab that the host has or had, by container id. */
  get trackers(): ReadonlyMap<string, ContainerTracker> {
    return this.#trackers;
  }

  /** The last report of each network. */
  get networks(): ReadonlyMap<string, NetworkReport> {
    return this.#networks;
  }

  /** The container as the lab wants it; undefined when the lab no longer has it. */
  container(containerId: string): ManifestContainer | undefined {
    return this.#containers.get(containerId);
  }

  /** The network as the lab wants it; undefined when the lab no longer has it. */
  network(networkId: string): ManifestNetwork | undefined {
    return this.#desired.removed ? undefined : this.#desired.networks.find(({ id }) => id === networkId);
  }

  /** The lab is wanted on this host in this revision. */
  adoptManifest(desired: HostManifest): void {
    this.#desired = desired;
    this.#containers = containersById(desired);
    this.#removedAt = null;
    for (const { id, name, image, generation, onStop } of this.#containers.values()) {
      const tracker = this.track(id, name, image);
      tracker.beginGeneration(generation);
      tracker.wantOnStop(onStop);
    }
  }

  beginApply(): void {
    this.#busy = true;
  }

  endApply(): void {
    this.#busy = false;
  }

  markRemoved(at: Date): void {
    this.#removedAt = at.toISOString();
  }

  /**
   * The tracker of a container, created on first use.
   * @param found its name if the lab no longer has it: Docker's labels keep the name that it was made with
   */
  track(containerId: string, found: string, image: string): ContainerTracker {
    const name = this.container(containerId)?.name ?? found;
    const known = this.#trackers.get(containerId);
    known?.rename(name, image);
    const tracker = known ?? new ContainerTracker(containerId, name, image);
    this.#trackers.set(containerId, tracker);
    return tracker;
  }

  /** A container is gone for good. */
  dropContainer(containerId: string): void {
    this.#trackers.delete(containerId);
  }

  observeNetwork(report: NetworkReport): void {
    if (report.phase === 'DELETED') this.#networks.delete(report.networkId);
    else this.#networks.set(report.networkId, report);
  }

  toRecord(): LabRecord {
    const containers = [...this.#trackers].map(([id, tracker]) => [id, tracker.toRecord()] as const);
    return {
      desired: this.#desired,
      containers: Object.fromEntries(containers),
      removedAt: this.#removedAt,
    };
  }
}

/** A record from before files could change: those that the container has were written. */
function withFiles(record: ContainerRecord, container: ManifestContainer): ContainerRecord {
  if (record.files !== null) return record;
  const { files: digest } = digestsAtStart(container);
  return {
    ...record,
    files: writtenFiles(container.files),
    settings: record.settings && { ...record.settings, ...(digest !== undefined && { files: digest }) },
  };
}

function containersById({ removed, containers }: HostManifest): ReadonlyMap<string, ManifestContainer> {
  return new Map((removed ? [] : containers).map((container) => [container.id, container]));
}
