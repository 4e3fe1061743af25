import {
  type ContainerObservation,
  type HistoryOutlook,
  historyOutlook,
  type Lab,
  type NetworkObservation,
  type Observation,
} from '@pineapple/core';
import { ContainerModel } from './container-model.ts';
import type { InterfaceModel } from './interface-model.ts';
import type { Catalogue } from './catalogue.ts';
import { NetworkModel } from './network-model.ts';

/** What every snapshot is seen against. */
export interface Scene {
  readonly catalogue: Catalogue;
  readonly clock: () => Date;
}

type Observations = ReadonlyMap<string, Observation>;

/**
 * One coherent state of a lab: what its owner asked for and what its host last reported. Never changed,
 * so whoever holds one can go on reading it while newer ones are made; its models are built when asked for.
 */
export class LabSnapshot {
  readonly __typename = 'Lab' as const;
  readonly desired: Lab;
  readonly observations: Observations;
  readonly scene: Scene;
  readonly #containers = new Map<string, ContainerModel | null>();
  readonly #networks = new Map<string, NetworkModel | null>();
  #containerList: readonly ContainerModel[] | null = null;
  #networkList: readonly NetworkModel[] | null = null;
  #interfaces: ReadonlyMap<string, readonly InterfaceModel[]> | null = null;

  constructor(desired: Lab, observations: Observations, scene: Scene) {
    this.desired = desired;
    this.observations = observations;
    this.scene = scene;
  }

  get id(): string {
    return this.desired.id;
  }
  get name(): string {
    return this.desired.name;
  }
  get revision(): number {
    return this.desired.revision;
  }
  get spread(): boolean {
    return this.desired.spread;
  }
  get createdAt(): string {
    return this.desired.createdAt;
  }
  get history(): HistoryOutlook {
    return historyOutlook(this.desired);
  }
  get expiresAt(): string | null {
    return this.desired.expiresAt;
  }

  get containers(): readonly ContainerModel[] {
    this.#containerList ??= this.#ids(this.desired.containers, 'container').flatMap(
      (id) => this.container(id) ?? [],
    );
    return this.#containerList;
  }

  get networks(): readonly NetworkModel[] {
    this.#networkList ??= this.#ids(this.desired.networks, 'network').flatMap((id) => this.network(id) ?? []);
    return this.#networkList;
  }

  /** The container; null when it is neither asked for nor still there. */
  container(id: string): ContainerModel | null {
    const known = this.#containers.get(id);
    if (known !== undefined) return known;
    const desired = this.desired.containers.find((container) => container.id === id) ?? null;
    const row = this.observations.get(id);
    const observed: ContainerObservation | null = row?.kind === 'container' ? row : null;
    const there = desired !== null || (observed !== null && observed.phase !== 'DELETED');
    const model = there ? new ContainerModel(this, id, desired, observed) : null;
    this.#containers.set(id, model);
    return model;
  }

  /** The network; null when it is neither asked for nor still there. */
  network(id: string): NetworkModel | null {
    const known = this.#networks.get(id);
    if (known !== undefined) return known;
    const desired = this.desired.networks.find((network) => network.id === id) ?? null;
    const row = this.observations.get(id);
    const observed: NetworkObservation | null = row?.kind === 'network' ? row : null;
    const there = desired !== null || (observed !== null && observed.phase !== 'DELETED');
    const model = there ? new NetworkModel(this, id, desired, observed) : null;
    this.#networks.set(id, model);
    return model;
  }

  interfacesOf(networkId: string): readonly InterfaceModel[] {
    this.#interfaces ??= Map.groupBy(
      this.containers.flatMap((container) => container.interfaces),
      (link) => link.network.id,
    );
    return this.#interfaces.get(networkId) ?? [];
  }

  withDesired(desired: Lab): LabSnapshot {
    return new LabSnapshot(desired, this.observations, this.scene);
  }

  withObservations(observations: Observations): LabSnapshot {
    return new LabSnapshot(this.desired, observations, this.scene);
  }

  withObservation(id: string, row: Observation): LabSnapshot {
    return this.withObservations(new Map(this.observations).set(id, row));
  }

  withoutObservation(id: string): LabSnapshot {
    const observations = new Map(this.observations);
    observations.delete(id);
    return this.withObservations(observations);
  }

  /** Desired ones in their order, then those on their way out. */
  #ids(desired: readonly { readonly id: string }[], kind: Observation['kind']): string[] {
    const ids = new Set(desired.map(({ id }) => id));
    for (const [id, row] of this.observations) if (row.kind === kind) ids.add(id);
    return [...ids];
  }
}
