import {
  type ContainerConfig,
  type ContainerObservation,
  type ContainerPhase,
  containerReadiness,
  hostOfContainer,
  type LabContainer,
  type Position,
  type Readiness,
} from '@pineapple/core';
import type { LabSnapshot } from './lab-snapshot.ts';
import { type LabHostModel, toLabHost } from './lab-host-model.ts';
import type { ImageModel } from './catalogue.ts';
import { InterfaceModel } from './interface-model.ts';
import { readinessLater, type ReadinessModel } from './readiness-model.ts';

/**
 * A container as one snapshot of its lab has it. Its properties carry GraphQL's names, so that the
 * compiled executor reads them without calling a resolver.
 */
export class ContainerModel {
  readonly __typename = 'Container' as const;
  readonly id: string;
  readonly lab: LabSnapshot;
  readonly name: string;
  readonly image: ImageModel;
  readonly phase: ContainerPhase;
  readonly position: Position | null;
  readonly createdAt: string;
  readonly desired: LabContainer | null;
  readonly observed: ContainerObservation | null;
  #interfaces: readonly InterfaceModel[] | null = null;
  #firstSeen: Readiness | null = null;

  constructor(
    lab: LabSnapshot,
    containerId: string,
    desired: LabContainer | null,
    observed: ContainerObservation | null,
  ) {
    const known = desired ?? observed;
    if (known === null) throw new Error(`Container ${containerId} is neither desired nor observed`);
    this.id = containerId;
    this.lab = lab;
    this.desired = desired;
    this.observed = observed;
    this.name = known.name;
    this.image = lab.scene.catalogue.describe(known.image);
    this.phase = this.readinessAt(lab.scene.clock()).phase;
    this.position = desired?.position ?? null;
    // A container on its way out has left the desired lab, and with it the moment it was made.
    this.createdAt = desired?.createdAt ?? observed?.phases[0]?.at ?? lab.createdAt;
  }

  /** A method, because its durations grow with the clock: one answer must ask once. */
  readinessAt(now: Date): ReadinessModel {
    // Of a container that stays only two figures depend on the present moment; the rest is computed once.
    const readiness =
      this.desired === null || this.#firstSeen === null
        ? containerReadiness(this.desired, this.observed, now)
        : readinessLater(this.#firstSeen, now);
    this.#firstSeen ??= readiness;
    return { ...readiness, container: this };
  }

  get config(): ContainerConfig | null {
    return this.desired?.config ?? null;
  }

  /** Which of its lab's hosts it is on; null until it was placed. */
  get hostId(): string | null {
    return hostOfContainer(this.lab.desired, this.id, this.observed?.hostId ?? null);
  }

  get host(): LabHostModel | null {
    return this.hostId === null ? null : toLabHost(this.hostId);
  }

  get interfaces(): readonly InterfaceModel[] {
    this.#interfaces ??= this.#makeInterfaces();
    return this.#interfaces;
  }

  /** The same container with a later report; needed once it has left its snapshot. */
  seenAs(observed: ContainerObservation): ContainerModel {
    return new ContainerModel(this.lab, this.id, null, observed);
  }

  #makeInterfaces(): InterfaceModel[] {
    return (this.desired?.interfaces ?? []).flatMap((link, index) => {
      const network = this.lab.network(link.networkId);
      if (network === null) return [];
      const found = this.observed?.interfaces.find(({ networkId }) => networkId === link.networkId);
      return [new InterfaceModel(this, network, found?.name ?? `eth${index}`, link)];
    });
  }
}
