import {
  type Annotation,
  type AnnotationColour,
  type AnnotationKind,
  defaultGatewayOf,
  gatewayChoice,
  type ContainerConfig,
  type ContainerFile,
  type ContainerDependency,
  type ContainerObservation,
  type ContainerPhase,
  containerReadiness,
  defaultMtu,
  differingSettings,
  emptyConfig,
  filesVersion,
  type UndoState,
  undoState,
  hostOfContainer,
  type Lab,
  type LabContainer,
  type LabNetwork,
  type LinkQuality,
  type NetworkObservation,
  type NetworkPhase,
  networkState,
  perfectLink,
  type Observation,
  type Position,
  type Readiness,
  removedGeneration,
  settingDigests,
  type StartSetting,
} from '@pineapple/core';
import type { Catalogue, ImageModel } from './catalogue.ts';
import { readinessLater } from './readiness-later.ts';

/** What the models read besides the lab. */
export interface LabEnvironment {
  readonly catalogue: Catalogue;
  readonly clock: () => Date;
}

type Observations = ReadonlyMap<string, Observation>;

/**
 * One coherent state of a lab: what its owner asked for and what its hosts last reported. It never changes, so a reader
 * can keep one while newer ones are made. Its models are built on demand. They refer to each other as their GraphQL
 * types do, and carry GraphQL's field names, so that the compiled executor reads them without a resolver.
 */
export class LabSnapshot {
  readonly __typename = 'Lab' as const;
  readonly desired: Lab;
  readonly observations: Observations;
  readonly environment: LabEnvironment;
  readonly #containers = new Map<string, ContainerModel | null>();
  readonly #networks = new Map<string, NetworkModel | null>();
  #containerList: readonly ContainerModel[] | null = null;
  #networkList: readonly NetworkModel[] | null = null;
  #interfaces: ReadonlyMap<string, readonly InterfaceModel[]> | null = null;

  constructor(desired: Lab, observations: Observations, environment: LabEnvironment) {
    this.desired = desired;
    this.observations = observations;
    this.environment = environment;
  }

  get id(): string {
    return this.desired.id;
  }
  get name(): string {
    return this.desired.name;
  }
  get folder(): string {
    return this.desired.folder;
  }
  get instructions(): string | null {
    return this.desired.instructions;
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
  get history(): UndoState {
    return undoState(this.desired);
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

  get annotations(): readonly AnnotationModel[] {
    return this.desired.annotations.map(toAnnotationModel);
  }

  annotation(id: string): AnnotationModel | null {
    return this.annotations.find((annotation) => annotation.id === id) ?? null;
  }

  /** Null when the container is neither desired nor on a host. */
  container(id: string): ContainerModel | null {
    const known = this.#containers.get(id);
    if (known !== undefined) return known;
    const desired = this.desired.containers.find((container) => container.id === id) ?? null;
    const row = this.observations.get(id);
    const observed: ContainerObservation | null = row?.kind === 'container' ? row : null;
    const exists = desired !== null || (observed !== null && observed.phase !== 'DELETED');
    const model = exists ? new ContainerModel(this, id, desired, observed) : null;
    this.#containers.set(id, model);
    return model;
  }

  /** Null when the network is neither desired nor on a host. */
  network(id: string): NetworkModel | null {
    const known = this.#networks.get(id);
    if (known !== undefined) return known;
    const desired = this.desired.networks.find((network) => network.id === id) ?? null;
    const row = this.observations.get(id);
    const observed: NetworkObservation | null = row?.kind === 'network' ? row : null;
    const exists = desired !== null || (observed !== null && observed.phase !== 'DELETED');
    const model = exists ? new NetworkModel(this, id, desired, observed) : null;
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
    return new LabSnapshot(desired, this.observations, this.environment);
  }

  withObservation(id: string, row: Observation): LabSnapshot {
    const observations = new Map(this.observations).set(id, row);
    return new LabSnapshot(this.desired, observations, this.environment);
  }

  withoutObservation(id: string): LabSnapshot {
    const observations = new Map(this.observations);
    observations.delete(id);
    return new LabSnapshot(this.desired, observations, this.environment);
  }

  /** Desired nodes in their order, then those that are being deleted. */
  #ids(desired: readonly { readonly id: string }[], kind: Observation['kind']): string[] {
    const ids = new Set(desired.map(({ id }) => id));
    for (const [id, row] of this.observations) if (row.kind === kind) ids.add(id);
    return [...ids];
  }
}

const runningPhases: ReadonlySet<ContainerPhase> = new Set(['RUNNING', 'READY', 'FAILED']);
const settingNames = {
  env: 'ENV',
  entrypoint: 'ENTRYPOINT',
  command: 'COMMAND',
  user: 'USER',
  workingDir: 'WORKING_DIR',
  sysctls: 'SYSCTLS',
  exec: 'EXEC',
  waitFor: 'WAIT_FOR',
  files: 'FILES',
} as const;

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
  readonly #lastGeneration: number;
  #interfaces: readonly InterfaceModel[] | null = null;
  #firstRead: Readiness | null = null;

  constructor(
    lab: LabSnapshot,
    containerId: string,
    desired: LabContainer | null,
    observed: ContainerObservation | null,
    lastGeneration?: number,
  ) {
    const known = desired ?? observed;
    if (known === null) throw new Error(`Container ${containerId} is neither desired nor observed`);
    this.id = containerId;
    this.lab = lab;
    this.desired = desired;
    this.observed = observed;
    this.#lastGeneration =
      lastGeneration ?? desired?.generation ?? removedGeneration(lab.desired.history, containerId);
    this.name = known.name;
    this.image = lab.environment.catalogue.describe(known.image);
    this.phase = this.readinessAt(lab.environment.clock()).phase;
    this.position = desired?.position ?? null;
    // The desired lab, which has the time of creation, no longer has a container that is being deleted.
    this.createdAt = desired?.createdAt ?? observed?.phases[0]?.at ?? lab.createdAt;
  }

  /** A method, because its durations grow with the clock: one answer must ask once. */
  readinessAt(now: Date): ReadinessModel {
    // Only two durations of a desired container depend on the clock; the rest is computed once.
    const readiness =
      this.desired === null || this.#firstRead === null
        ? containerReadiness(this.desired, this.observed, now, this.#lastGeneration)
        : readinessLater(this.#firstRead, now);
    this.#firstRead ??= readiness;
    return { ...readiness, container: this };
  }

  get config(): ConfigModel | null {
    const config = this.desired?.config;
    if (!config) return null;
    const waitFor = config.waitFor.map((each) => {
      const container = this.lab.container(each.containerId);
      return { ...each, container: container?.desired ? container : null };
    });
    const files = config.files.map(({ stored, ...file }) => ({
      ...file,
      sha256: stored?.sha256 ?? null,
      size: stored?.bytes ?? Buffer.byteLength(file.content),
    }));
    return { ...config, waitFor, files };
  }

  /** Empty while it does not run, is about to start, or its host does not report it. */
  get changedSinceStart(): readonly (typeof settingNames)[StartSetting][] {
    const [desired, started] = [this.desired, this.observed?.settings];
    if (desired === null || !started || !runningPhases.has(this.phase)) return [];
    const wanted = settingDigests(desired.config ?? emptyConfig);
    return differingSettings(wanted, started).map((name) => settingNames[name]);
  }

  get filesVersion(): string {
    return filesVersion(this.desired?.config ?? emptyConfig);
  }

  get gatewayChoice(): 'AUTOMATIC' | 'MANUAL' | 'NONE' {
    const choice = this.desired === null ? 'none' : gatewayChoice(this.desired);
    return choice === 'automatic' ? 'AUTOMATIC' : choice === 'none' ? 'NONE' : 'MANUAL';
  }

  get defaultGateway(): string | null {
    return this.desired === null ? null : defaultGatewayOf(this.lab.desired, this.desired);
  }

  /** The lab's host that the container runs on; null until it is placed. */
  get hostId(): string | null {
    return hostOfContainer(this.lab.desired, this.id, this.observed?.hostId ?? null);
  }

  get host(): LabHostModel | null {
    return this.hostId === null ? null : toLabHost(this.hostId);
  }

  get interfaces(): readonly InterfaceModel[] {
    this.#interfaces ??= (this.desired?.interfaces ?? []).flatMap((link) => {
      const network = this.lab.network(link.networkId);
      if (network === null) return [];
      const { name, ipv4Address, ipv6Address, macAddress, quality = perfectLink } = link;
      const addresses = { ipv4Address, ipv6Address, macAddress };
      return [{ container: this, network, name, ...addresses, linkUp: quality.up, quality }];
    });
    return this.#interfaces;
  }

  /** The same container with a later report, for one that has left its snapshot. */
  withReport(observed: ContainerObservation): ContainerModel {
    return new ContainerModel(this.lab, this.id, null, observed, this.#lastGeneration);
  }
}

export type AnnotationModel = Omit<Annotation, 'kind' | 'colour'> & {
  readonly __typename: 'Annotation';
  readonly kind: Uppercase<AnnotationKind>;
  readonly colour: Uppercase<AnnotationColour>;
};

function toAnnotationModel({ kind, colour, ...annotation }: Annotation): AnnotationModel {
  return {
    __typename: 'Annotation',
    ...annotation,
    kind: kind.toUpperCase() as Uppercase<AnnotationKind>,
    colour: colour.toUpperCase() as Uppercase<AnnotationColour>,
  };
}

/** A container's configuration, with the containers that it names. */
interface ConfigModel extends Omit<ContainerConfig, 'waitFor' | 'files'> {
  readonly files: readonly (Omit<ContainerFile, 'stored'> & {
    readonly sha256: string | null;
    readonly size: number;
  })[];
  readonly waitFor: readonly (ContainerDependency & { readonly container: ContainerModel | null })[];
}

/** A host as a lab's owner sees it. Its condition is read only when a query asks for it. */
export interface LabHostModel {
  readonly __typename: 'LabHost';
  readonly id: string;
}

export function toLabHost(id: string): LabHostModel {
  return { __typename: 'LabHost', id };
}

export type ReadinessModel = Readiness & { readonly container: ContainerModel };

/** One attachment of a container to a network. */
export interface InterfaceModel {
  readonly name: string;
  readonly container: ContainerModel;
  readonly network: NetworkModel;
  readonly ipv4Address: string | null;
  readonly ipv6Address: string | null;
  readonly macAddress: string;
  readonly linkUp: boolean;
  readonly quality: LinkQuality;
}

export class NetworkModel {
  readonly __typename = 'Network' as const;
  readonly id: string;
  readonly lab: LabSnapshot;
  readonly name: string;
  readonly phase: NetworkPhase;
  readonly reason: string | null;
  readonly ipv4Subnet: string | null;
  readonly ipv6Subnet: string | null;
  readonly plain: boolean;
  readonly mtu: number;
  readonly internet: boolean;
  readonly position: Position | null;
  readonly createdAt: string;

  constructor(
    lab: LabSnapshot,
    networkId: string,
    desired: LabNetwork | null,
    observed: NetworkObservation | null,
  ) {
    const known = desired ?? observed;
    if (known === null) throw new Error(`Network ${networkId} is neither desired nor observed`);
    const state = networkState(desired, observed);
    this.id = networkId;
    this.lab = lab;
    this.name = known.name;
    this.phase = state.phase;
    this.reason = state.reason;
    // A host reports no IPv6 subnet and no MTU. A network that is being deleted is shown without them.
    this.ipv4Subnet = known.ipv4Subnet === '' ? null : known.ipv4Subnet;
    this.ipv6Subnet = desired?.ipv6Subnet ?? null;
    this.plain = this.ipv4Subnet === null && this.ipv6Subnet === null;
    this.mtu = desired?.mtu ?? defaultMtu;
    this.internet = known.internet;
    this.position = desired?.position ?? null;
    // The desired lab, which has the time of creation, no longer has a network that is being deleted.
    this.createdAt = desired?.createdAt ?? lab.createdAt;
  }

  get interfaces(): readonly InterfaceModel[] {
    return this.lab.interfacesOf(this.id);
  }
}
