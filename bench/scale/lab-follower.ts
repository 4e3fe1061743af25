import type { ApiClient } from '../src/api-client.ts';
import { now, phaseKey } from './put-times.ts';

/** What a page with a canvas asks for. */
const labChanges = `subscription($labId: ID!) {
  labChanges(labId: $labId) {
    __typename
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
    | {
        readonly __typename: 'ContainerChanged';
        readonly container: {
          readonly id: string;
          readonly phase: string;
          readonly readiness: { readonly phases: readonly { readonly phase: string; readonly at: string }[] };
        };
      }
    | {
        readonly __typename: 'ApplyChanged';
        readonly apply: { readonly revision: number; readonly status: string };
      }
    | { readonly __typename: 'LabUpdated' | 'LabDeleted' | 'NetworkChanged' | 'NetworkDeleted' }
    | { readonly __typename: 'ContainerDeleted'; readonly containerId: string };
}

/** When each phase of a container was first heard of, as in `PutTimes`. */
export type HeardTimes = Map<string, number>;

/** Somebody who looks at a lab: notes when each phase of each container is heard of, and how far its applies are. */
export class LabFollower implements Disposable {
  readonly #heard: HeardTimes;
  readonly #onChange: () => void;
  readonly #ready = new Set<string>();
  #applied = 0;
  #gone = false;
  #stop: () => void = () => undefined;

  private constructor(heard: HeardTimes, onChange: () => void) {
    this.#heard = heard;
    this.#onChange = onChange;
  }

  /** Resolves when the first event is there. */
  static async open(
    client: ApiClient,
    labId: string,
    heard: HeardTimes,
    onChange: () => void,
  ): Promise<LabFollower> {
    const follower = new LabFollower(heard, onChange);
    const first = Promise.withResolvers<void>();
    follower.#stop = client.subscribe<LabChanges>(labChanges, { labId }, ({ labChanges: change }) => {
      first.resolve();
      follower.#note(change);
    });
    await first.promise;
    return follower;
  }

  /** Containers that are READY. */
  get ready(): number {
    return this.#ready.size;
  }

  /** The newest revision that the host was found to match. */
  get applied(): number {
    return this.#applied;
  }

  get gone(): boolean {
    return this.#gone;
  }

  [Symbol.dispose](): void {
    this.#stop();
  }

  #note(change: LabChanges['labChanges']): void {
    if (change.__typename === 'ContainerChanged') {
      const { id, phase, readiness } = change.container;
      // What overtook the news of the phase before it tells of both.
      for (const { phase: passed, at } of readiness.phases.toReversed()) {
        const key = phaseKey(id, passed, at);
        if (this.#heard.has(key)) break;
        this.#heard.set(key, now());
      }
      if (phase === 'READY') this.#ready.add(id);
      else this.#ready.delete(id);
    }
    if (change.__typename === 'ApplyChanged' && change.apply.status === 'SUCCESS')
      this.#applied = Math.max(this.#applied, change.apply.revision);
    if (change.__typename === 'LabDeleted') this.#gone = true;
    this.#onChange();
  }
}
