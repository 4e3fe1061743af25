import type { TableRecord, TableState } from '@pineapple/core';
import type { Logger } from 'pino';
import type { DockerClient } from '../../docker/docker-client.ts';
import type { LabRegistry } from '../../state/lab-registry.ts';
import type { ContainerChange, ContainerChanges } from '../container-changes.ts';
import { findContainer } from '../running-container.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import { type ContainerRun, isRouter, readContainerTables } from './read-container-tables.ts';
import { TableHistory } from './table-history.ts';
import { TableRecorder } from './table-recorder.ts';

interface TableHubOptions {
  readonly docker: DockerClient;
  readonly registry: LabRegistry;
  readonly changes: ContainerChanges;
  readonly log: Logger;
  readonly limits?: Partial<TableLimits>;
}

/** How many containers are recorded at the same time, and for how long. */
interface TableLimits {
  readonly perLab: number;
  readonly perHost: number;
  /** How long a container is recorded after its last viewer left, in milliseconds. */
  readonly afterMs: number;
}

const defaultLimits: TableLimits = { perLab: 32, perHost: 64, afterMs: 3_600_000 };

interface TableListener {
  /** Whether it wants to know how much packet filters count, which costs a program each time. */
  readonly followsCounters?: boolean;
  readonly onRecord: (record: TableRecord) => void;
  /** The lab no longer has the container. */
  readonly onGone: () => void;
}

interface Recorded {
  readonly labId: string;
  readonly containerId: string;
  readonly recorder: TableRecorder;
  readonly history: TableHistory;
  readonly listeners: Set<TableListener>;
  readonly unsubscribe: () => void;
  /** Runs while there is no viewer. */
  timer: NodeJS.Timeout | undefined;
}

/** Records the tables of each watched container once, for any number of listeners, and for a while after the last. */
export class TableHub {
  readonly #options: TableHubOptions;
  readonly #limits: TableLimits;
  /** By container. Those that were watched last come last. */
  readonly #recorded = new Map<string, Recorded>();

  constructor(options: TableHubOptions) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
  }

  /**
   * Watches a container.
   * @returns its tables now, null until they are read, and a function that stops watching
   * @throws StreamRefusal when too many are watched
   */
  watch(
    labId: string,
    containerId: string,
    listener: TableListener,
  ): { readonly state: TableState | null; readonly stop: () => void } {
    const recorded = this.#recorded.get(containerId) ?? this.#begin(labId, containerId);
    clearTimeout(recorded.timer);
    recorded.listeners.add(listener);
    // While there was no viewer, a session may have changed without a route that tells.
    if (recorded.listeners.size === 1) void recorded.recorder.askForSessions();
    if (listener.followsCounters === true) recorded.recorder.askForCounters();
    const stop = (): void => {
      recorded.listeners.delete(listener);
      if (recorded.listeners.size > 0 || this.#recorded.get(containerId) !== recorded) return;
      this.#recorded.delete(containerId);
      this.#recorded.set(containerId, recorded);
      recorded.timer = setTimeout(() => this.#end(recorded), this.#limits.afterMs).unref();
    };
    return { state: recorded.recorder.state, stop };
  }

  /** What was recorded of a container, as `TableHistory.between`. Empty if it is not recorded. */
  history(containerId: string, from: number, to: number): readonly TableRecord[] {
    return this.#recorded.get(containerId)?.history.between(from, to) ?? [];
  }

  /** Stops recording. */
  close(): void {
    for (const recorded of [...this.#recorded.values()]) this.#end(recorded);
  }

  #begin(labId: string, containerId: string): Recorded {
    this.#makeRoom(labId);
    const { docker, registry, changes, log } = this.#options;
    const listeners = new Set<TableListener>();
    const history = new TableHistory();
    const recorder = new TableRecorder({
      containerId,
      log,
      openRun: () => this.#openRun(labId, containerId),
      read: (run, parts) => readContainerTables(docker, run, parts),
      followsCounters: () => [...listeners].some(({ followsCounters }) => followsCounters === true),
      followsSessions: async ({ pid }) => listeners.size > 0 && (await isRouter(pid)),
      onRecord: (record) => {
        history.add(record);
        for (const { onRecord } of [...listeners]) onRecord(record);
      },
    });
    const start = (): void => {
      recorder.start().catch((error: unknown) => {
        log.warn({ err: error, containerId }, 'could not follow the tables of a container');
      });
    };
    const unsubscribe = changes.subscribe(containerId, (change: ContainerChange) => {
      if (change === 'start' || change === 'docker-up') start();
      else recorder.stopped();
      if (change !== 'destroy' || registry.get(labId)?.container(containerId)) return;
      this.#end(recorded);
      for (const { onGone } of [...listeners]) onGone();
    });
    const recorded: Recorded = {
      ...{ labId, containerId, recorder, history, listeners, unsubscribe },
      timer: undefined,
    };
    this.#recorded.set(containerId, recorded);
    start();
    return recorded;
  }

  #end(recorded: Recorded): void {
    clearTimeout(recorded.timer);
    recorded.unsubscribe();
    recorded.recorder.close();
    if (this.#recorded.get(recorded.containerId) === recorded) this.#recorded.delete(recorded.containerId);
  }

  /** Gives up what has no viewer, longest ago first. @throws StreamRefusal when all are watched */
  #makeRoom(labId: string): void {
    const { perLab, perHost } = this.#limits;
    const ofLab = [...this.#recorded.values()].filter((each) => each.labId === labId);
    const crowded = ofLab.length >= perLab ? ofLab : [...this.#recorded.values()];
    if (ofLab.length < perLab && crowded.length < perHost) return;
    const idle = crowded.find(({ listeners }) => listeners.size === 0);
    if (idle) return this.#end(idle);
    throw new StreamRefusal(
      'LIMIT',
      ofLab.length >= perLab
        ? `The tables of ${perLab} containers of the lab are watched on this host, which is the limit. Close some first.`
        : `The tables of ${perHost} containers are watched on the host, which is the limit. Try again later.`,
    );
  }

  async #openRun(labId: string, containerId: string): Promise<ContainerRun | null> {
    const { docker, registry } = this.#options;
    const { key } = findContainer(registry, labId, containerId);
    const details = key === null ? null : await docker.inspectContainer(key);
    return details?.State.Running ? { key: details.Id, pid: details.State.Pid } : null;
  }
}
