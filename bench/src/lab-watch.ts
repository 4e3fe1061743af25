import type { ApiUser } from '@pineapple/test-kit/users';
import { Conditions } from '@pineapple/test-kit/waiting';

/** The subscription of the page that shows a lab. */
export const labChanges = `subscription LabChanges($labId: ID!) {
  labChanges(labId: $labId) {
    __typename
    ... on LabUpdated { lab { id name revision } }
    ... on ContainerChanged {
      container {
        id name phase image { name }
        readiness { phase reason since elapsedMs version phases { phase at durationMs } }
        interfaces { name ipv4Address network { id } }
      }
    }
    ... on ContainerDeleted { containerId }
    ... on ApplyChanged { apply { revision status } }
  }
}`;

interface LabChanges extends Readonly<Record<string, unknown>> {
  readonly labChanges:
    | { readonly __typename: 'ContainerChanged'; readonly container: WatchedContainer }
    | { readonly __typename: 'ContainerDeleted'; readonly containerId: string }
    | {
        readonly __typename: 'ApplyChanged';
        readonly apply: { readonly revision: number; readonly status: string };
      }
    | { readonly __typename: 'LabUpdated' | 'LabDeleted' | 'NetworkChanged' | 'NetworkDeleted' };
}

export interface WatchedContainer {
  readonly id: string;
  readonly name: string;
  readonly phase: string;
  readonly readiness: {
    readonly reason: string | null;
    readonly version: number;
    readonly phases: readonly { readonly phase: string; readonly at: string; readonly durationMs: number }[];
  };
}

/** A subscriber of one lab: what it knows of the lab's containers, and when it learned that they are READY. */
export class LabWatch implements Disposable {
  readonly #readyAt = new Map<string, number>();
  readonly #phases = new Map<string, ReadonlyMap<string, number>>();
  readonly #versions = new Map<string, number>();
  readonly #ready = new Set<string>();
  readonly #gone = new Set<string>();
  readonly #conditions = new Conditions();
  #applied = 0;
  #deleted = false;
  #failure: Error | null = null;
  #stop: () => void = () => undefined;

  /** Resolves when the first event has arrived, so that no later one is missed. */
  static async open(
    user: ApiUser,
    labId: string,
    onChange: (container: WatchedContainer | null) => void = () => undefined,
  ): Promise<LabWatch> {
    const watch = new LabWatch();
    const first = Promise.withResolvers<void>();
    watch.#stop = user.subscribe<LabChanges>(labChanges, { labId }, ({ labChanges: change }) => {
      first.resolve();
      watch.#note(change);
      onChange(change.__typename === 'ContainerChanged' ? change.container : null);
    });
    await first.promise;
    return watch;
  }

  /** How many containers are READY. */
  get readyCount(): number {
    return this.#ready.size;
  }

  /** The newest revision that was applied on every host. */
  get applied(): number {
    return this.#applied;
  }

  get isDeleted(): boolean {
    return this.#deleted;
  }

  /** Milliseconds that a READY container spent in each phase, by the host's clock. */
  phasesOf(name: string): ReadonlyMap<string, number> {
    return this.#phases.get(name) ?? new Map();
  }

  /** The time at which the named container was first seen as READY. */
  async ready(name: string): Promise<number> {
    await this.#until(() => this.#readyAt.has(name));
    return this.#readyAt.get(name) ?? Number.NaN;
  }

  /** The version of the newest readiness that was seen of a container. Each report of its host raises it. */
  versionOf(name: string): number {
    return this.#versions.get(name) ?? 0;
  }

  /** Resolves once a newer readiness of the container was seen than this version. */
  newerThan(name: string, version: number): Promise<void> {
    return this.#until(() => this.versionOf(name) > version);
  }

  /** Resolves once this revision was applied on every host. */
  untilApplied(revision: number): Promise<void> {
    return this.#until(() => this.#applied >= revision);
  }

  gone(containerId: string): Promise<void> {
    return this.#until(() => this.#gone.has(containerId));
  }

  [Symbol.dispose](): void {
    this.#stop();
  }

  #until(holds: () => boolean): Promise<void> {
    return this.#conditions.until(() => {
      if (this.#failure) throw this.#failure;
      return holds();
    });
  }

  #note(change: LabChanges['labChanges']): void {
    if (change.__typename === 'ContainerDeleted') this.#gone.add(change.containerId);
    if (change.__typename === 'ContainerChanged') this.#noteContainer(change.container);
    if (change.__typename === 'ApplyChanged' && change.apply.status === 'SUCCESS')
      this.#applied = Math.max(this.#applied, change.apply.revision);
    if (change.__typename === 'LabDeleted') this.#deleted = true;
    this.#conditions.check();
  }

  #noteContainer({ id, name, phase, readiness }: WatchedContainer): void {
    if (phase === 'READY') this.#ready.add(id);
    else this.#ready.delete(id);
    this.#versions.set(name, Math.max(this.versionOf(name), readiness.version));
    if (phase === 'READY' && !this.#readyAt.has(name)) {
      this.#readyAt.set(name, performance.now());
      this.#phases.set(name, new Map(readiness.phases.map((entry) => [entry.phase, entry.durationMs])));
    }
    if (phase === 'FAILED') this.#failure = new Error(`${name} failed: ${readiness.reason}`);
  }
}
