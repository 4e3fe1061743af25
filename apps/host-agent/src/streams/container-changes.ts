import type { HostContainers } from '../containers/host-containers.ts';
import type { DockerEvent } from '../docker/docker-answers.ts';

/** What happened to a container; `docker-up` when Docker is back and anything may have happened. */
export type ContainerChange = 'start' | 'die' | 'destroy' | 'docker-up';
const publishedActions: ReadonlySet<string> = new Set<ContainerChange>(['start', 'die', 'destroy']);

type Listener = (change: ContainerChange) => void;
/** Gets null for all containers at once. */
type AnyListener = (containerId: string | null, change: ContainerChange) => void;

/** Notifies listeners when a container starts, stops or is removed. */
export class ContainerChanges {
  readonly #hostContainers: HostContainers;
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #all = new Set<AnyListener>();

  constructor(hostContainers: HostContainers) {
    this.#hostContainers = hostContainers;
  }

  handleEvent({ Type, Action, Actor }: DockerEvent): void {
    if (Type !== 'container' || !publishedActions.has(Action)) return;
    const containerId = this.#hostContainers.identify(Actor.ID, Actor.Attributes)?.containerId;
    if (containerId !== undefined) this.publish(containerId, Action as ContainerChange);
  }

  /** Notifies of a change that Docker has no event for. */
  publish(containerId: string, change: ContainerChange): void {
    for (const listener of this.#listeners.get(containerId) ?? []) listener(change);
    for (const listener of this.#all) listener(containerId, change);
  }

  dockerUp(): void {
    for (const listeners of this.#listeners.values()) for (const listener of listeners) listener('docker-up');
    for (const listener of this.#all) listener(null, 'docker-up');
  }

  /** Listens to the changes of every container. @returns a function that unsubscribes */
  subscribeAll(listener: AnyListener): () => void {
    this.#all.add(listener);
    return () => void this.#all.delete(listener);
  }

  /** @returns a function that unsubscribes */
  subscribe(containerId: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(containerId) ?? new Set();
    this.#listeners.set(containerId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(containerId);
    };
  }
}
