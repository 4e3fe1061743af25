import { digestsAtStart } from '@pineapple/core';
import type { Logger } from 'pino';
import type { BringUps } from '../containers/bring-up.ts';
import { settledSettings } from '../containers/replace-container.ts';
import type { ContainerDetails } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { DockerUnavailableError, isNotFound } from '../docker/docker-error.ts';
import type { ContainerTracker } from '../state/container-tracker.ts';
import type { Journal } from '../state/journal.ts';
import type { LabState } from '../state/lab-state.ts';
import { exitReason } from './exit-reason.ts';
import { listWires } from '../network/wires/container-wires.ts';
import { programState } from '../containers/program-state.ts';
import { readInterfaceNames } from './read-interface-names.ts';
import { checkReadiness, healthReason } from './readiness-check.ts';
import { StartCommands, type Started } from './start-commands.ts';

function isSameStart({ startedAt }: ContainerTracker, { State }: ContainerDetails): boolean {
  return startedAt === State.StartedAt;
}

function isUnhealthy({ State }: ContainerDetails): boolean {
  return State.Health?.Status === 'unhealthy';
}

/**
 * Whether it is READY and healthy, or its readiness check or Docker's health check is under way: then only its interfaces can
 * have changed.
 */
function isOnItsWay(tracker: ContainerTracker, details: ContainerDetails): boolean {
  if (!isSameStart(tracker, details)) return false;
  if (tracker.phase === 'READY') return !isUnhealthy(details);
  return tracker.phase === 'RUNNING' && (tracker.isWaiting || details.State.Health?.Status === 'starting');
}

interface ContainerFollowerOptions {
  readonly docker: DockerClient;
  readonly journal: Journal;
  readonly bringUps: BringUps;
  readonly memoryMb: number;
  /** A container has become ready, or will not. */
  readonly onSettled: () => void;
  /** A container of the warm pool has become one of a lab. */
  readonly onClaimed: (containerId: string) => void;
  readonly log: Logger;
}

/** Follows containers from their start to READY, and until they stop or fail. */
export class ContainerFollower {
  readonly #docker: DockerClient;
  readonly #journal: Journal;
  readonly #bringUps: BringUps;
  readonly #commands: StartCommands;
  readonly #memoryMb: number;
  readonly #onSettled: () => void;
  readonly #onClaimed: (containerId: string) => void;
  readonly #log: Logger;

  constructor(options: ContainerFollowerOptions) {
    this.#docker = options.docker;
    this.#journal = options.journal;
    this.#bringUps = options.bringUps;
    this.#commands = new StartCommands(options.docker, options.journal);
    this.#memoryMb = options.memoryMb;
    this.#onSettled = options.onSettled;
    this.#onClaimed = options.onClaimed;
    this.#log = options.log;
  }

  /** The container was started, and its program waits behind the gate. */
  started(state: LabState, tracker: ContainerTracker): void {
    tracker.recordStart();
    // It was started again behind the agent's back: its interfaces and its program are gone.
    if (tracker.phase === 'READY' || tracker.phase === 'RUNNING')
      this.#journal.enterPhase(state, tracker, 'CREATED');
    this.#waitUntilReady(state, tracker);
  }

  /** As `started`, for one that the warm pool started: Docker's event of that came before the claim. */
  claimed(state: LabState, tracker: ContainerTracker): void {
    this.#onClaimed(tracker.containerId);
    this.started(state, tracker);
  }

  /**
   * A running container joined or left a network.
   * @param details from right before. Docker's events tell what else has changed since.
   */
  async rewired(state: LabState, tracker: ContainerTracker, details: ContainerDetails): Promise<void> {
    const isKnown = !tracker.isOutdated && isOnItsWay(tracker, details);
    if (isKnown) await this.#readInterfaces(state, tracker, details);
    else await this.refresh(state, tracker);
  }

  /** Inspects a container after a gap in Docker's events. */
  async refresh(state: LabState, tracker: ContainerTracker): Promise<void> {
    const { key } = tracker;
    if (key === null) return;
    const details = await this.#docker.inspectContainer(key);
    tracker.markInspected();
    if (!details.State.Running) this.#foundStopped(state, tracker, details);
    else if (isOnItsWay(tracker, details)) await this.#readInterfaces(state, tracker, details);
    else await this.#foundRunning(state, tracker, details);
  }

  /** The container's process exited, and the agent did not stop it. */
  async exited(state: LabState, tracker: ContainerTracker, at: Date): Promise<void> {
    const { key } = tracker;
    if (key === null) return;
    let details: ContainerDetails;
    let lastLine: string;
    try {
      details = await this.#docker.inspectOnNewConnection(key);
      lastLine = await this.#docker.lastLine(key);
    } catch (error) {
      // An engine that shuts down stops its containers. They did not fail, and start again with the engine.
      if (error instanceof DockerUnavailableError || isNotFound(error)) return;
      throw error;
    }
    if (tracker.operation !== null) return;
    // Docker told late of the end of an earlier start, which ended what follows this one.
    if (details.State.Running) return this.#foundRunning(state, tracker, details);
    const outOfMemory = tracker.ranOutOfMemory || details.State.OOMKilled;
    const reason = exitReason(details.State, lastLine, outOfMemory ? this.#memoryOf(state, tracker) : null);
    tracker.recordExit(reason);
    this.#journal.enterPhase(state, tracker, 'FAILED', at, reason);
  }

  /** In MB. */
  #memoryOf(state: LabState, { containerId }: ContainerTracker): number {
    return state.container(containerId)?.memoryMb ?? this.#memoryMb;
  }

  /** Docker's health check changed its result. */
  async healthChanged(state: LabState, tracker: ContainerTracker, healthy: boolean, at: Date): Promise<void> {
    const { key } = tracker;
    if (key === null) return;
    const details = await this.#docker.inspectContainer(key);
    const started = { state, tracker, details };
    // A command that failed stays the reason.
    if (this.#commands.failure(started) !== null) return;
    if (!healthy) this.#journal.enterPhase(state, tracker, 'FAILED', at, healthReason(details));
    else if (this.#commands.areDone(started)) await this.#becomeReady(state, tracker, details, at);
    else if (!tracker.isWaiting) this.started(state, tracker);
  }

  /** A command that was run in a container has ended. */
  commandEnded(execId: string): void {
    this.#commands.ended(execId);
  }

  /** Takes a container from RUNNING to READY in the background. */
  #waitUntilReady(state: LabState, tracker: ContainerTracker): void {
    const signal = tracker.beginWaiting();
    this.#prepare(state, tracker, signal)
      .catch((error: unknown) => {
        if (signal.aborted || error instanceof DockerUnavailableError || isNotFound(error)) return;
        this.#log.error({ err: error, containerId: tracker.containerId }, 'could not follow a container');
        const reason = error instanceof Error ? error.message : String(error);
        this.#journal.enterPhase(state, tracker, 'FAILED', new Date(), reason);
      })
      .finally(() => {
        tracker.endWaiting(signal);
        this.#onSettled();
      });
  }

  async #prepare(state: LabState, tracker: ContainerTracker, signal: AbortSignal): Promise<void> {
    const { key } = tracker;
    if (key === null) return;
    const details = await this.#docker.inspectContainer(key);
    if (signal.aborted || !details.State.Running) return;
    tracker.recordStartTime(details.State.StartedAt);
    this.#note({ state, tracker, details });
    if ((await this.#bringUps.run(state, tracker, details)) === 'gone' || signal.aborted) return;
    this.#journal.enterPhase(state, tracker, 'RUNNING');
    const onSlow = (reason: string | null): void => {
      if (tracker.phase === 'RUNNING')
        this.#journal.enterPhase(state, tracker, 'RUNNING', new Date(), reason);
    };
    const [readiness] = await Promise.all([
      checkReadiness(this.#docker, details, tracker.name, signal, onSlow),
      this.#readInterfaces(state, tracker, details),
    ]);
    if (signal.aborted) return;
    if (readiness !== 'wait-for-health' && !readiness.ready) {
      this.#journal.enterPhase(state, tracker, 'FAILED', new Date(), readiness.reason);
      return;
    }
    const started = { state, tracker, details };
    await this.#commands.run(started, signal, onSlow);
    if (signal.aborted) return;
    const failure = this.#commands.failure(started);
    if (failure !== null) {
      this.#journal.enterPhase(state, tracker, 'FAILED', new Date(), failure);
    } else if (this.#commands.areDone(started)) {
      const isHealthy = readiness !== 'wait-for-health' || (await this.#isHealthy(key));
      if (isHealthy && !signal.aborted) await this.#becomeReady(state, tracker, details, new Date());
    }
  }

  /** Notes what it is started with, if this start is not known yet. */
  #note(started: Started): void {
    const { state, tracker, details } = started;
    const wanted = state.container(tracker.containerId);
    const isKnown = tracker.commands?.startedAt === details.State.StartedAt;
    this.#commands.begin(started);
    if (wanted && !isKnown)
      tracker.recordSettings({ ...digestsAtStart(wanted), ...settledSettings(details.Config.Labels) });
  }

  /** Whether it has passed Docker's health check. The event may have come while its commands ran. */
  async #isHealthy(key: string): Promise<boolean> {
    return (await this.#docker.inspectContainer(key)).State.Health?.Status === 'healthy';
  }

  /** Enters READY if the container is on all its networks. Otherwise it stays RUNNING until it joins the last one. */
  async #becomeReady(
    state: LabState,
    tracker: ContainerTracker,
    details: ContainerDetails,
    at: Date,
  ): Promise<void> {
    const wanted = state.container(tracker.containerId);
    if (wanted?.power !== 'on') return;
    const networkIds = wanted.interfaces.map(({ networkId }) => networkId);
    if (!tracker.hasJoined(networkIds)) {
      // An event that came late, or a Docker that was down meanwhile, made the agent forget what it had joined.
      const wires = (await listWires(state.labId)).get(tracker.containerId) ?? [];
      tracker.joinNetworks(wires.map(({ networkId }) => networkId));
    }
    if (!tracker.hasJoined(networkIds)) return;
    if (tracker.interfaces.length < wanted.interfaces.length)
      await this.#readInterfaces(state, tracker, details);
    this.#journal.enterPhase(state, tracker, 'READY', at);
  }

  /** Reads the names of a running container's interfaces again: root in it may rename them, without an event. */
  async observeInterfaces(state: LabState, tracker: ContainerTracker): Promise<void> {
    const details = tracker.key === null ? null : await this.#docker.inspectContainer(tracker.key);
    if (details?.State.Running) await this.#readInterfaces(state, tracker, details);
  }

  async #readInterfaces(
    state: LabState,
    tracker: ContainerTracker,
    details: ContainerDetails,
  ): Promise<void> {
    const wanted = state.container(tracker.containerId)?.interfaces ?? [];
    const joined = wanted.filter(({ networkId }) => tracker.hasJoined([networkId]));
    tracker.observeInterfaces(await readInterfaceNames(details.State.Pid, joined, tracker.interfaces));
    this.#journal.report(state, tracker);
  }

  /** It runs, and the events that led there were missed. */
  async #foundRunning(state: LabState, tracker: ContainerTracker, details: ContainerDetails): Promise<void> {
    const started = { state, tracker, details };
    const wasReady =
      isSameStart(tracker, details) &&
      tracker.phases.some(({ phase }) => phase === 'READY') &&
      this.#commands.areDone(started);
    const failure = this.#commands.failure(started);
    const health = details.State.Health?.Status;
    if ((await programState(details.State.Pid)) === 'waits') {
      // Docker checks its health while its program waits too, and reports it as unhealthy.
      this.started(state, tracker);
    } else if (failure !== null || isUnhealthy(details)) {
      const reason = failure ?? healthReason(details);
      this.#journal.enterPhase(state, tracker, 'FAILED', new Date(), reason);
    } else if (wasReady && (health === undefined || health === 'healthy' || health === 'none')) {
      await this.#readInterfaces(state, tracker, details);
      this.#journal.enterPhase(state, tracker, 'READY');
    } else {
      this.started(state, tracker);
    }
  }

  /** It does not run, and the events that led there were missed. */
  #foundStopped(state: LabState, tracker: ContainerTracker, details: ContainerDetails): void {
    tracker.recordStopped();
    if (state.container(tracker.containerId)?.power === 'off') {
      this.#journal.enterPhase(state, tracker, 'STOPPED', new Date(), tracker.stopFailure);
    } else if (tracker.endedByItself) {
      const reason = tracker.failure ?? exitReason(details.State, '', null);
      this.#journal.enterPhase(state, tracker, 'FAILED', new Date(), reason);
    }
  }
}
