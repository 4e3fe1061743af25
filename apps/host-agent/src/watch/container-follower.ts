import type { Logger } from 'pino';
import type { ContainerDetails } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { DockerUnavailableError, isNotFound } from '../docker/docker-error.ts';
import { announce } from '../network/kernel/announce.ts';
import { orderInterfaces } from '../network/kernel/interface-names.ts';
import { networkIdOf } from '../docker/docker-names.ts';
import type { LabState } from '../state/lab-state.ts';
import type { NeighbourNames } from '../containers/neighbour-names.ts';
import type { ContainerTracker } from '../state/container-tracker.ts';
import { commandRuns } from './command-runs.ts';
import { endReason } from './end-reason.ts';
import { readInterfaceNames } from './read-interface-names.ts';
import type { Journal } from '../state/journal.ts';
import { checkReadiness, healthReason } from './readiness-check.ts';

function isSameStart({ startedAt }: ContainerTracker, { State }: ContainerDetails): boolean {
  return startedAt === State.StartedAt;
}

function isIll({ State }: ContainerDetails): boolean {
  return State.Health?.Status === 'unhealthy';
}

/** Whether it is READY and well, or someone waits for it to become so: then only its interfaces may be news. */
function isOnItsWay(tracker: ContainerTracker, details: ContainerDetails): boolean {
  if (!isSameStart(tracker, details)) return false;
  if (tracker.phase === 'READY') return !isIll(details);
  return tracker.phase === 'RUNNING' && tracker.waiting !== null;
}

export interface ContainerFollowerOptions {
  readonly docker: DockerClient;
  readonly journal: Journal;
  readonly names: NeighbourNames;
  readonly memoryMb: number;
  readonly log: Logger;
}

/** Follows containers on their way to READY and away from it. */
export class ContainerFollower {
  readonly #docker: DockerClient;
  readonly #journal: Journal;
  readonly #names: NeighbourNames;
  readonly #memoryMb: number;
  readonly #log: Logger;

  constructor(options: ContainerFollowerOptions) {
    this.#docker = options.docker;
    this.#journal = options.journal;
    this.#names = options.names;
    this.#memoryMb = options.memoryMb;
    this.#log = options.log;
  }

  /** Its process was started. */
  started(state: LabState, tracker: ContainerTracker, at: Date): void {
    tracker.waiting?.abort();
    tracker.outOfMemory = false;
    tracker.failure = null;
    tracker.outdated = false;
    this.#journal.enter(state, tracker, 'CONNECTED', at);
    this.#journal.enter(state, tracker, 'RUNNING', at);
    this.#await(state, tracker);
  }

  /** Looks at a container that is there: after a gap in Docker's events, or when a network came or went. */
  async refresh(state: LabState, tracker: ContainerTracker): Promise<void> {
    const { key } = tracker;
    if (key === null) return;
    const details = await this.#docker.inspectContainer(key);
    tracker.outdated = false;
    if (!details.State.Running) this.#found(state, tracker, details);
    else if (isOnItsWay(tracker, details)) await this.#readInterfaces(state, tracker, details);
    else await this.#recover(state, tracker, details);
  }

  /** Its process ended without having been told to. */
  async endedByItself(state: LabState, tracker: ContainerTracker, at: Date): Promise<void> {
    const { key } = tracker;
    if (key === null) return;
    let details: ContainerDetails;
    let said: string;
    try {
      details = await this.#docker.inspectContainerAfresh(key);
      said = await this.#docker.lastLine(key);
    } catch (error) {
      // An engine on its way down stops its containers; that is not their doing, and they are started again.
      if (error instanceof DockerUnavailableError || isNotFound(error)) return;
      throw error;
    }
    if (details.State.Running || tracker.expecting !== null) return;
    const outOfMemory = tracker.outOfMemory || details.State.OOMKilled;
    tracker.endedByItself = true;
    tracker.failure = endReason(details.State, said, outOfMemory ? this.#memoryMb : null);
    this.#journal.enter(state, tracker, 'FAILED', at, tracker.failure);
  }

  /** Docker's health check spoke. */
  async health(state: LabState, tracker: ContainerTracker, healthy: boolean, at: Date): Promise<void> {
    const { key } = tracker;
    if (key === null) return;
    if (healthy) {
      await this.#becomeReady(state, tracker, await this.#docker.inspectContainer(key), at);
      return;
    }
    const reason = healthReason(await this.#docker.inspectContainer(key));
    this.#journal.enter(state, tracker, 'FAILED', at, reason);
  }

  /** Takes in the background the way from RUNNING to READY. */
  #await(state: LabState, tracker: ContainerTracker): void {
    const waiting = new AbortController();
    tracker.waiting = waiting;
    this.#untilReady(state, tracker, waiting.signal)
      .catch((error: unknown) => {
        if (waiting.signal.aborted || error instanceof DockerUnavailableError || isNotFound(error)) return;
        this.#log.error(
          { err: error, containerId: tracker.containerId },
          'a container could not be followed',
        );
      })
      .finally(() => {
        if (tracker.waiting === waiting) tracker.waiting = null;
      });
  }

  async #untilReady(state: LabState, tracker: ContainerTracker, signal: AbortSignal): Promise<void> {
    const { key } = tracker;
    if (key === null) return;
    const details = await this.#docker.inspectContainer(key);
    if (signal.aborted || !details.State.Running) return;
    tracker.startedAt = details.State.StartedAt;
    await this.#orderInterfaces(state, tracker, details);
    await this.#joinOtherHosts(state, tracker, details);
    if (!(await commandRuns(details.State.Pid, signal))) return;
    const [readiness] = await Promise.all([
      checkReadiness(this.#docker, details, signal),
      this.#readInterfaces(state, tracker, details),
    ]);
    if (signal.aborted || readiness === 'wait-for-health') return;
    if (readiness.ready) await this.#becomeReady(state, tracker, details, new Date());
    else this.#journal.enter(state, tracker, 'FAILED', new Date(), readiness.reason);
  }

  /** A wrong order is a nuisance, not a failure: the names are reported as they are. */
  async #orderInterfaces(
    state: LabState,
    tracker: ContainerTracker,
    details: ContainerDetails,
  ): Promise<void> {
    const wanted = state.container(tracker.containerId)?.interfaces ?? [];
    if (wanted.length < 2) return;
    try {
      await orderInterfaces(
        details.State.Pid,
        wanted.map(({ macAddress }) => macAddress),
      );
    } catch (error) {
      this.#log.warn(
        { err: error, containerId: tracker.containerId },
        'interfaces could not be put in order',
      );
    }
  }

  /** Where its lab is on other hosts too: it knows their containers by name, and they know where it is. */
  async #joinOtherHosts(
    state: LabState,
    tracker: ContainerTracker,
    details: ContainerDetails,
  ): Promise<void> {
    await this.#names.started(state, tracker, details);
    const wanted = state.container(tracker.containerId)?.interfaces ?? [];
    const wide = wanted.filter(({ networkId }) => state.network(networkId)?.overlay);
    if (wide.length === 0) return;
    try {
      await announce(
        details.State.Pid,
        wide.map(({ macAddress }) => macAddress),
      );
    } catch (error) {
      // It ended meanwhile, or is found by the first frame that it sends.
      this.#log.debug({ err: error, containerId: tracker.containerId }, 'a container was not announced');
    }
  }

  /** READY, if it is on all its networks; else it stays RUNNING until the last one is there. */
  async #becomeReady(
    state: LabState,
    tracker: ContainerTracker,
    known: ContainerDetails,
    at: Date,
  ): Promise<void> {
    const wanted = state.container(tracker.containerId);
    if (wanted?.power !== 'on') return;
    let details = known;
    const missing = (): boolean => {
      const joined = new Set(Object.keys(details.NetworkSettings.Networks ?? {}).map(networkIdOf));
      return wanted.interfaces.some(({ networkId }) => !joined.has(networkId));
    };
    // It may have been connected while its readiness was waited for.
    if (missing()) details = await this.#docker.inspectContainer(known.Id);
    if (missing()) return;
    if (tracker.interfaces.length < wanted.interfaces.length)
      await this.#readInterfaces(state, tracker, details);
    this.#journal.enter(state, tracker, 'READY', at);
  }

  async #readInterfaces(
    state: LabState,
    tracker: ContainerTracker,
    details: ContainerDetails,
  ): Promise<void> {
    tracker.interfaces = await readInterfaceNames(details, tracker.interfaces);
    this.#journal.report(state, tracker);
  }

  /** It runs, but how it came to that was not seen. */
  async #recover(state: LabState, tracker: ContainerTracker, details: ContainerDetails): Promise<void> {
    const wasReady = isSameStart(tracker, details) && tracker.phases.some(({ phase }) => phase === 'READY');
    const health = details.State.Health?.Status;
    if (isIll(details)) {
      this.#journal.enter(state, tracker, 'FAILED', new Date(), healthReason(details));
    } else if (wasReady && (health === undefined || health === 'healthy' || health === 'none')) {
      await this.#readInterfaces(state, tracker, details);
      this.#journal.enter(state, tracker, 'READY');
    } else {
      this.started(state, tracker, new Date(details.State.StartedAt));
    }
  }

  /** It does not run, but how it came to that was not seen. */
  #found(state: LabState, tracker: ContainerTracker, details: ContainerDetails): void {
    tracker.waiting?.abort();
    tracker.joined.clear();
    tracker.interfaces = [];
    const wanted = state.container(tracker.containerId);
    if (wanted?.power === 'off') this.#journal.enter(state, tracker, 'STOPPED');
    else if (tracker.endedByItself)
      this.#journal.enter(
        state,
        tracker,
        'FAILED',
        new Date(),
        tracker.failure ?? endReason(details.State, '', null),
      );
  }
}
