/** A container as events say it. */
interface WatchedContainer {
  readonly id: string;
  readonly name: string;
  readonly readiness: { readonly phase: string; readonly reason: string | null };
}

interface WatchedApply {
  readonly revision: number;
  readonly status: string;
  readonly errorOutput: string | null;
}

/** A change in a lab, as `labChanges` tells it. */
export type WatchedChange =
  | {
      readonly __typename: 'LabUpdated';
      readonly lab: {
        readonly containers: readonly WatchedContainer[];
        readonly applies: readonly WatchedApply[];
      };
    }
  | { readonly __typename: 'ContainerChanged'; readonly container: WatchedContainer }
  | { readonly __typename: 'ContainerDeleted'; readonly containerId: string }
  | { readonly __typename: 'ApplyChanged'; readonly apply: WatchedApply }
  | { readonly __typename: 'LabDeleted' | 'NetworkChanged' | 'NetworkDeleted' };

/** Where the wait is. */
type WatchState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly reasons: readonly string[] };

const gone = new Set(['DELETING', 'DELETED']);
const failed = new Set(['FAILED', 'LOST']);
/** A container that its owner stopped is as it should be. */
const settled = new Set(['READY', 'STOPPED', ...failed]);

/** Follows a lab until its containers are READY and its host has made the changes of a revision. */
export class ReadinessWatch {
  /** Null if the host has nothing to do. */
  readonly #revision: number | null;
  readonly #containers = new Map<string, WatchedContainer>();
  #apply: WatchedApply | null = null;
  #isKnown = false;
  #isDeleted = false;

  constructor(revision: number | null) {
    this.#revision = revision;
  }

  /** Takes a change, and returns the containers with a new phase. */
  take(change: WatchedChange): readonly WatchedContainer[] {
    switch (change.__typename) {
      case 'LabUpdated':
        this.#isKnown = true;
        for (const apply of change.lab.applies) this.#takeApply(apply);
        return change.lab.containers.filter((container) => this.#takeContainer(container));
      case 'ContainerChanged':
        return this.#takeContainer(change.container) ? [change.container] : [];
      case 'ContainerDeleted':
        this.#containers.delete(change.containerId);
        return [];
      case 'ApplyChanged':
        this.#takeApply(change.apply);
        return [];
      case 'LabDeleted':
        this.#isDeleted = true;
        return [];
      default:
        return [];
    }
  }

  get state(): WatchState {
    if (this.#isDeleted) return { kind: 'failed', reasons: ['The lab was deleted.'] };
    const all = [...this.#containers.values()].filter(({ readiness }) => !gone.has(readiness.phase));
    const apply = this.#apply;
    if (apply !== null && ['FAILED', 'TIMED_OUT', 'CANCELLED'].includes(apply.status)) {
      const words = apply.status.toLowerCase().replace('_', ' ');
      return { kind: 'failed', reasons: [`The deployment ${words}. ${apply.errorOutput ?? ''}`.trim()] };
    }
    const applied = this.#revision === null || apply?.status === 'SUCCESS';
    if (!this.#isKnown || !applied || all.some(({ readiness }) => !settled.has(readiness.phase)))
      return { kind: 'waiting' };
    const broken = all.filter(({ readiness }) => failed.has(readiness.phase));
    if (broken.length === 0) return { kind: 'ready' };
    return {
      kind: 'failed',
      reasons: broken.map(
        ({ name, readiness: { phase, reason } }) =>
          `${name} is ${phase}${reason === null ? '' : `: ${reason}`}`,
      ),
    };
  }

  /** What is waited for, in words. */
  get missing(): string {
    const waiting = [...this.#containers.values()].filter(({ readiness }) => !settled.has(readiness.phase));
    const names = waiting.slice(0, 5).map(({ name, readiness }) => `${name} (${readiness.phase})`);
    return names.length === 0 ? 'the deployment' : names.join(', ');
  }

  #takeContainer(container: WatchedContainer): boolean {
    const known = this.#containers.get(container.id);
    this.#containers.set(container.id, container);
    return known?.readiness.phase !== container.readiness.phase;
  }

  #takeApply(apply: WatchedApply): void {
    if (this.#revision === null || apply.revision < this.#revision) return;
    if (apply.revision >= (this.#apply?.revision ?? 0)) this.#apply = apply;
  }
}
