import { parseId } from '@pineapple/core';
import type { Logger } from 'pino';
import type { DockerEvent } from '../docker/docker-answers.ts';
import { DockerUnavailableError, isNotFound } from '../docker/docker-error.ts';
import type { ImageFactsCache } from '../containers/image-facts.ts';
import { KeyedLock } from '../system/keyed-lock.ts';
import { labels, networkIdOf } from '../docker/docker-names.ts';
import type { LabRegistry } from '../state/lab-registry.ts';
import type { LabState } from '../state/lab-state.ts';
import type { ContainerFollower } from './container-follower.ts';
import type { ContainerTracker } from '../state/container-tracker.ts';
import type { Journal } from '../state/journal.ts';

export interface EventRouterOptions {
  readonly hostId: string;
  readonly registry: LabRegistry;
  readonly journal: Journal;
  readonly follower: ContainerFollower;
  readonly images: ImageFactsCache;
  readonly log: Logger;
  /** Something of a lab changed that nobody asked for. */
  readonly onDrift: (labId: string) => void;
}

/** Whether this start was seen already, in the list that was read when the events began. */
function toldAgain({ phase, startedAt }: ContainerTracker, at: Date): boolean {
  const running = phase === 'RUNNING' || phase === 'READY';
  return running && startedAt !== null && Math.abs(at.getTime() - Date.parse(startedAt)) < 2000;
}

/** Turns Docker's events into phases. Those of one container are dealt with one after another. */
export class EventRouter {
  readonly #options: EventRouterOptions;
  readonly #order = new KeyedLock();
  /** Containers by Docker's id: a network's events name no labels. */
  readonly #byKey = new Map<string, { labId: string; containerId: string }>();

  constructor(options: EventRouterOptions) {
    this.#options = options;
  }

  /** Learns of a container that was there before its events were heard. */
  knows(key: string, labId: string, containerId: string): void {
    this.#byKey.set(key, { labId, containerId });
  }

  route(event: DockerEvent): void {
    const at = new Date(event.timeNano / 1e6);
    if (event.Type === 'image') this.#options.images.forget();
    else if (event.Type === 'container') this.#routeContainer(event, at);
    else if (event.Type === 'network') this.#routeNetwork(event, at);
  }

  #routeContainer(event: DockerEvent, at: Date): void {
    const own = event.Actor.Attributes ?? {};
    const [labId, containerId] = [own[labels.lab], own[labels.container]];
    if (own[labels.host] !== this.#options.hostId || labId === undefined || containerId === undefined) return;
    const key = event.Actor.ID;
    this.#byKey.set(key, { labId, containerId });
    this.#inOrder(key, async () => {
      const state = this.#options.registry.get(labId);
      if (!state) return;
      if (event.Action === 'create') this.#created(state, containerId, key, own, at);
      const tracker = state.trackers.get(containerId);
      if (tracker?.key === key) await this.#happened(event.Action, state, tracker, at);
      if (event.Action === 'destroy') this.#byKey.delete(key);
    });
  }

  #created(
    state: LabState,
    containerId: string,
    key: string,
    own: Readonly<Record<string, string>>,
    at: Date,
  ): void {
    const tracker = state.track(containerId, own[labels.name] ?? containerId, own[labels.image] ?? '');
    if (tracker.key !== null && tracker.key !== key) return;
    tracker.key = key;
    this.#options.journal.enter(state, tracker, 'CREATED', at);
    // A call that timed out may still be carried out, later than anybody waits for it.
    if (!state.busy) this.#options.onDrift(state.labId);
  }

  async #happened(action: string, state: LabState, tracker: ContainerTracker, at: Date): Promise<void> {
    const { follower, journal, onDrift } = this.#options;
    if (action === 'start') {
      if (tracker.expecting === 'start' || tracker.expecting === 'restart') tracker.expecting = null;
      if (!toldAgain(tracker, at)) follower.started(state, tracker, at);
    } else if (action === 'oom') {
      tracker.outOfMemory = true;
    } else if (action === 'die') {
      await this.#died(state, tracker, at);
    } else if (action === 'destroy') {
      tracker.key = null;
      const asked = tracker.expecting === 'remove';
      tracker.expecting = null;
      if (asked && state.container(tracker.containerId)) return;
      if (!state.container(tracker.containerId)) journal.gone(state, tracker, at);
      else {
        tracker.waiting?.abort();
        journal.enter(state, tracker, 'LOST', at, 'It was removed on the host, not by the lab');
        if (!state.busy) onDrift(state.labId);
      }
    } else if (action.startsWith('health_status')) {
      await follower.health(state, tracker, action.endsWith(': healthy'), at);
    }
  }

  async #died(state: LabState, tracker: ContainerTracker, at: Date): Promise<void> {
    const { follower, journal } = this.#options;
    tracker.waiting?.abort();
    tracker.joined.clear();
    tracker.interfaces = [];
    if (tracker.expecting === 'stop') {
      tracker.expecting = null;
      journal.enter(state, tracker, 'STOPPED', at);
    } else if (tracker.expecting === null || tracker.expecting === 'start')
      await follower.endedByItself(state, tracker, at);
  }

  #routeNetwork(event: DockerEvent, at: Date): void {
    const key = event.Actor.Attributes?.['container'];
    if (event.Action === 'destroy') this.#networkDestroyed(event);
    else if (event.Action === 'create') this.#networkCreated(event);
    const known = key === undefined ? undefined : this.#byKey.get(key);
    const networkId = networkIdOf(event.Actor.Attributes?.['name'] ?? '');
    if (key === undefined || !known || networkId === null) return;
    this.#inOrder(key, async () => {
      const state = this.#options.registry.get(known.labId);
      const tracker = state?.trackers.get(known.containerId);
      if (!state || tracker?.key !== key) return;
      if (event.Action === 'connect') tracker.joined.add(networkId);
      else if (event.Action === 'disconnect') tracker.joined.delete(networkId);
      else return;
      await this.#joinedOrLeft(state, tracker, at);
    });
  }

  async #joinedOrLeft(state: LabState, tracker: ContainerTracker, at: Date): Promise<void> {
    const { follower, journal } = this.#options;
    if (tracker.phase === 'READY' || tracker.phase === 'RUNNING') {
      await follower.refresh(state, tracker);
      return;
    }
    const wanted = state.container(tracker.containerId)?.interfaces ?? [];
    const starting = tracker.expecting === 'start' || tracker.expecting === 'restart';
    if (starting && wanted.length > 0 && wanted.every(({ networkId }) => tracker.joined.has(networkId)))
      journal.enter(state, tracker, 'CONNECTED', at);
  }

  /** A call that timed out, or whose agent was killed, may be carried out late: then the network is there twice. */
  #networkCreated(event: DockerEvent): void {
    const networkId = networkIdOf(event.Actor.Attributes?.['name'] ?? '');
    const parsed = networkId === null ? null : parseId(networkId);
    if (parsed?.kind !== 'network') return;
    const state = this.#options.registry.get(parsed.labId);
    if (state && state.removedAt === null && !state.busy) this.#options.onDrift(state.labId);
  }

  #networkDestroyed(event: DockerEvent): void {
    const networkId = networkIdOf(event.Actor.Attributes?.['name'] ?? '');
    for (const state of this.#options.registry.present()) {
      if (networkId === null || state.busy || !state.network(networkId)) continue;
      this.#options.journal.network(state, networkId, 'LOST', 'It was removed on the host, not by the lab');
      this.#options.onDrift(state.labId);
    }
  }

  #inOrder(key: string, task: () => Promise<void>): void {
    this.#order.run(key, task).catch((error: unknown) => {
      if (error instanceof DockerUnavailableError || isNotFound(error)) return;
      this.#options.log.error({ err: error }, "one of Docker's events could not be dealt with");
    });
  }
}
