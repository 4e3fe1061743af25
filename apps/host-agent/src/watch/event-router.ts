import type { Logger } from 'pino';
import type { HostContainers } from '../containers/host-containers.ts';
import type { ImageFactsCache } from '../containers/image-facts.ts';
import type { ContainerIdentity } from '../containers/warm/warm-records.ts';
import type { DockerEvent } from '../docker/docker-answers.ts';
import { DockerUnavailableError, isNotFound } from '../docker/docker-error.ts';
import type { ContainerTracker } from '../state/container-tracker.ts';
import type { Journal } from '../state/journal.ts';
import type { LabRegistry } from '../state/lab-registry.ts';
import type { LabState } from '../state/lab-state.ts';
import { KeyedLock } from '../system/keyed-lock.ts';
import type { ContainerFollower } from './container-follower.ts';

interface EventRouterOptions {
  readonly hostContainers: HostContainers;
  readonly registry: LabRegistry;
  readonly journal: Journal;
  readonly follower: ContainerFollower;
  readonly images: ImageFactsCache;
  readonly log: Logger;
  /** Something in a lab changed without being requested. */
  readonly onDrift: (labId: string) => void;
}

const removedOutside = 'Removed on the host, not by the lab';

/** Whether this start is known already, from the containers that were listed when the event stream was opened. */
function isKnownStart({ phase, startedAt }: ContainerTracker, at: Date): boolean {
  const running = phase === 'RUNNING' || phase === 'READY';
  return running && startedAt !== null && Math.abs(at.getTime() - Date.parse(startedAt)) < 2000;
}

/** Turns Docker's events into phases. Events of one container are handled one after another. */
export class EventRouter {
  readonly #options: EventRouterOptions;
  readonly #order = new KeyedLock();

  constructor(options: EventRouterOptions) {
    this.#options = options;
  }

  route(event: DockerEvent): void {
    const at = new Date(event.timeNano / 1e6);
    if (event.Type === 'image') this.#options.images.clear();
    else if (event.Type === 'container') this.#routeContainer(event, at);
  }

  #routeContainer(event: DockerEvent, at: Date): void {
    const key = event.Actor.ID;
    if (event.Action === 'exec_die')
      return this.#options.follower.commandEnded(event.Actor.Attributes?.['execID'] ?? '');
    const identity = this.#options.hostContainers.identify(key, event.Actor.Attributes);
    if (!identity) return;
    this.#inOrder(key, async () => {
      const state = this.#options.registry.get(identity.labId);
      if (!state) return;
      if (event.Action === 'create') this.#created(state, identity, key, at);
      const tracker = state.trackers.get(identity.containerId);
      if (tracker?.key === key) await this.#handle(event.Action, state, tracker, at);
    });
  }

  #created(state: LabState, { containerId, name, image }: ContainerIdentity, key: string, at: Date): void {
    const tracker = state.track(containerId, name, image);
    if (tracker.key !== null && tracker.key !== key) return;
    tracker.foundInDocker(key);
    this.#options.journal.enterPhase(state, tracker, 'CREATED', at);
    // Docker may finish a request that timed out, when no apply is waiting for it.
    if (!state.busy) this.#options.onDrift(state.labId);
  }

  async #handle(action: string, state: LabState, tracker: ContainerTracker, at: Date): Promise<void> {
    const { follower } = this.#options;
    if (action === 'start') {
      if (tracker.operation === 'start' || tracker.operation === 'restart') tracker.endOperation();
      if (!isKnownStart(tracker, at)) follower.started(state, tracker);
    } else if (action === 'oom') {
      tracker.recordOutOfMemory();
    } else if (action === 'die') {
      await this.#died(state, tracker, at);
    } else if (action === 'destroy') {
      this.#destroyed(state, tracker, at);
    } else if (action.startsWith('health_status')) {
      await follower.healthChanged(state, tracker, action.endsWith(': healthy'), at);
    }
  }

  async #died(state: LabState, tracker: ContainerTracker, at: Date): Promise<void> {
    const { follower, journal } = this.#options;
    tracker.recordStopped();
    if (tracker.operation === 'stop') {
      tracker.endOperation();
      if (tracker.held === null) journal.enterPhase(state, tracker, 'STOPPED', at, tracker.stopFailure);
      else journal.enterPhase(state, tracker, 'PENDING', at, tracker.held);
    } else if (tracker.operation === null || tracker.operation === 'start') {
      await follower.exited(state, tracker, at);
    }
  }

  #destroyed(state: LabState, tracker: ContainerTracker, at: Date): void {
    const { journal, onDrift } = this.#options;
    const byAgent = tracker.operation === 'remove';
    tracker.goneFromDocker();
    tracker.endOperation();
    if (!state.container(tracker.containerId)) {
      journal.deleteContainer(state, tracker, at);
      return;
    }
    if (byAgent) return;
    tracker.stopWaiting();
    journal.enterPhase(state, tracker, 'LOST', at, removedOutside);
    if (!state.busy) onDrift(state.labId);
  }

  #inOrder(key: string, task: () => Promise<void>): void {
    this.#order.run(key, task).catch((error: unknown) => {
      if (error instanceof DockerUnavailableError || isNotFound(error)) return;
      this.#options.log.error({ err: error }, 'could not handle a Docker event');
    });
  }
}
