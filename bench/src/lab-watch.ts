import type { ApiClient } from './api-client.ts';

const labChanges = `subscription($labId: ID!) {
  labChanges(labId: $labId) {
    __typename
    ... on ContainerChanged { container { id name phase readiness { reason phases { phase durationMs } } } }
    ... on ContainerDeleted { containerId }
  }
}`;

interface LabChanges extends Readonly<Record<string, unknown>> {
  readonly labChanges:
    | { readonly __typename: 'ContainerChanged'; readonly container: WatchedContainer }
    | { readonly __typename: 'ContainerDeleted'; readonly containerId: string }
    | {
        readonly __typename:
          'LabUpdated' | 'LabDeleted' | 'NetworkChanged' | 'NetworkDeleted' | 'ApplyChanged';
      };
}

interface WatchedContainer {
  readonly id: string;
  readonly name: string;
  readonly phase: string;
  readonly readiness: {
    readonly reason: string | null;
    readonly phases: readonly { readonly phase: string; readonly durationMs: number }[];
  };
}

/** What a subscriber of one lab's changes knows, and when it came to know it. */
export class LabWatch implements Disposable {
  readonly #readyAt = new Map<string, number>();
  readonly #phases = new Map<string, ReadonlyMap<string, number>>();
  readonly #gone = new Set<string>();
  readonly #waiting = new Set<() => void>();
  readonly #stop: () => void;
  #failure: Error | null = null;

  private constructor(stop: (watch: LabWatch) => () => void) {
    this.#stop = stop(this);
  }

  /** Resolves when the first event is there: nothing later is missed. */
  static async open(api: ApiClient, labId: string): Promise<LabWatch> {
    const first = Promise.withResolvers<void>();
    const watch = new LabWatch((self) =>
      api.subscribe<LabChanges>(labChanges, { labId }, ({ labChanges: change }) => {
        first.resolve();
        self.#note(change);
      }),
    );
    await first.promise;
    return watch;
  }

  /** Milliseconds that a READY container had spent in each phase, by the host's clock. */
  phasesOf(name: string): ReadonlyMap<string, number> {
    return this.#phases.get(name) ?? new Map();
  }

  /** The time at which a container, by its name, was first heard to be READY. */
  async ready(name: string): Promise<number> {
    await this.#until(() => this.#readyAt.has(name));
    return this.#readyAt.get(name) ?? Number.NaN;
  }

  async gone(containerId: string): Promise<void> {
    await this.#until(() => this.#gone.has(containerId));
  }

  [Symbol.dispose](): void {
    this.#stop();
  }

  #note(change: LabChanges['labChanges']): void {
    if (change.__typename === 'ContainerDeleted') this.#gone.add(change.containerId);
    if (change.__typename === 'ContainerChanged') {
      const { name, phase, readiness } = change.container;
      if (phase === 'READY' && !this.#readyAt.has(name)) {
        this.#readyAt.set(name, performance.now());
        this.#phases.set(name, new Map(readiness.phases.map((entry) => [entry.phase, entry.durationMs])));
      }
      if (phase === 'FAILED') this.#failure = new Error(`${name} failed: ${readiness.reason}`);
    }
    for (const check of this.#waiting) check();
  }

  async #until(condition: () => boolean): Promise<void> {
    const met = Promise.withResolvers<void>();
    const check = () => {
      if (this.#failure) met.reject(this.#failure);
      if (condition()) met.resolve();
    };
    this.#waiting.add(check);
    check();
    await met.promise;
    this.#waiting.delete(check);
  }
}
