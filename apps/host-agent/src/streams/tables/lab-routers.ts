import { applyRecord, type LabSessions, type TableRecord, type TableState } from '@pineapple/core';
import type { Logger } from 'pino';
import type { DockerClient } from '../../docker/docker-client.ts';
import type { LabRegistry } from '../../state/lab-registry.ts';
import type { ContainerChanges } from '../container-changes.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import { isRouter } from './read-container-tables.ts';
import type { TableHub } from './table-hub.ts';

interface LabRoutersOptions {
  readonly labId: string;
  readonly docker: DockerClient;
  readonly registry: LabRegistry;
  readonly changes: ContainerChanges;
  readonly hub: TableHub;
  readonly log: Logger;
  /** The routers, an address or a session changed. */
  readonly onChange: (sessions: LabSessions) => void;
}

interface Followed {
  state: TableState | null;
  readonly stop: () => void;
}

/** Follows the sessions of a lab's containers that have FRRouting, as they start and stop. The others cost nothing. */
export class LabRouters {
  readonly #options: LabRoutersOptions;
  readonly #followed = new Map<string, Followed>();
  /** Routers that the hub has no room for. */
  readonly #omitted = new Set<string>();
  readonly #unsubscribe: () => void;
  #isClosed = false;
  #said = '';

  constructor(options: LabRoutersOptions) {
    this.#options = options;
    this.#unsubscribe = options.changes.subscribeAll((containerId, change) => {
      if (change === 'die') return;
      for (const id of containerId === null ? this.#containerIds() : [containerId]) void this.#check(id);
    });
  }

  /** Resolves once all routers that run now are followed. */
  async start(): Promise<void> {
    await Promise.all(this.#containerIds().map((id) => this.#check(id)));
    this.#say();
  }

  close(): void {
    this.#isClosed = true;
    this.#unsubscribe();
    for (const { stop } of this.#followed.values()) stop();
    this.#followed.clear();
  }

  #containerIds(): string[] {
    const state = this.#options.registry.get(this.#options.labId);
    if (state === undefined || state.isRemoved) return [];
    return [...state.trackers.keys()].filter((id) => state.container(id) !== undefined);
  }

  /** Follows a container that has become a router, and leaves one that the lab no longer has. */
  async #check(containerId: string): Promise<void> {
    const { labId, registry, docker, log } = this.#options;
    const state = registry.get(labId);
    if (state?.container(containerId) === undefined) return this.#leave(containerId);
    const key = state.trackers.get(containerId)?.key ?? null;
    if (key === null || this.#followed.has(containerId)) return;
    try {
      const { State } = await docker.inspectContainer(key);
      const follows = State.Running && (await isRouter(State.Pid));
      if (follows && !this.#isClosed && !this.#followed.has(containerId)) this.#follow(containerId);
    } catch (error) {
      // It starts again, or Docker comes back.
      log.debug({ err: error, containerId }, 'could not look for a routing daemon');
    }
  }

  #follow(containerId: string): void {
    const { hub, labId } = this.#options;
    try {
      const { state, stop } = hub.watch(labId, containerId, {
        onRecord: (record) => this.#take(containerId, record),
        onGone: () => this.#leave(containerId),
      });
      this.#omitted.delete(containerId);
      this.#followed.set(containerId, { state, stop });
    } catch (error) {
      if (!(error instanceof StreamRefusal)) throw error;
      this.#omitted.add(containerId);
    }
    this.#say();
  }

  #leave(containerId: string): void {
    this.#followed.get(containerId)?.stop();
    const isKnown = this.#followed.delete(containerId) || this.#omitted.delete(containerId);
    if (isKnown) this.#say();
  }

  #take(containerId: string, record: TableRecord): void {
    const followed = this.#followed.get(containerId);
    if (!followed) return;
    followed.state = applyRecord(followed.state, record);
    this.#say();
  }

  /** Tells what is known, if it is news. */
  #say(): void {
    // A router whose tables are not read yet is about to say more.
    if (this.#isClosed || [...this.#followed.values()].some(({ state }) => state === null)) return;
    const running = [...this.#followed].flatMap(([containerId, { state }]) =>
      state?.running === true ? [{ containerId, ...state }] : [],
    );
    const routers = running.map(({ containerId, tables: { addresses, sessions } }) => ({
      containerId,
      addresses: addresses.map(({ interface: name, address }) => ({ interface: name, address })),
      sessions,
    }));
    const omitted = this.#omitted.size;
    const now = JSON.stringify({ routers, omitted });
    if (now === this.#said) return;
    this.#said = now;
    const at = running.map((each) => each.at).reduce((a, b) => (a > b ? a : b), '');
    this.#options.onChange({ at: at === '' ? new Date().toISOString() : at, routers, omitted });
  }
}
