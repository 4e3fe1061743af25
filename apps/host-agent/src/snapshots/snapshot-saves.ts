import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContentsSaved, SaveCommand } from '@pineapple/contracts';
import { snapshotLimits } from '@pineapple/core';
import type { Logger } from 'pino';
import type { HostContainers } from '../containers/host-containers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import type { LabRegistry } from '../state/lab-registry.ts';
import { Limiter } from '../system/limiter.ts';
import { saveContainer } from './save-container.ts';
import type { ContentStore } from './stored-contents.ts';

/** Each has one container's archive on the disk. */
const containersAtOnce = 2;

interface SnapshotSavesOptions {
  readonly docker: DockerClient;
  readonly registry: LabRegistry;
  readonly hostContainers: HostContainers;
  readonly store: ContentStore;
  readonly stateDir: string;
  readonly report: (saved: Omit<ContentsSaved, 'hostId'>) => void;
  readonly log: Logger;
}

type Saved = NonNullable<ContentsSaved['saved']>;

/** Saves containers of this host for snapshots, and reports each. */
export class SnapshotSaves {
  readonly #options: SnapshotSavesOptions;
  readonly #directory: string;
  readonly #limiter = new Limiter(containersAtOnce);
  readonly #closing = new AbortController();
  /** By snapshot: a repeated command changes nothing. */
  readonly #running = new Map<string, Promise<void>>();

  private constructor(options: SnapshotSavesOptions, directory: string) {
    this.#options = options;
    this.#directory = directory;
  }

  /** Removes what an earlier agent left on the disk. */
  static async open(options: SnapshotSavesOptions): Promise<SnapshotSaves> {
    const directory = join(options.stateDir, 'saves');
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { mode: 0o700 });
    return new SnapshotSaves(options, directory);
  }

  /** Lets the containers run that an earlier agent left paused. */
  async dockerUp(): Promise<void> {
    if (this.#running.size > 0) return;
    const { docker, hostContainers, log } = this.#options;
    const left = (await hostContainers.all()).filter(({ state }) => state === 'paused');
    await Promise.all(left.map(({ key }) => docker.unpauseContainer(key))).catch((error: unknown) => {
      log.warn({ err: error }, 'could not let containers run that an earlier agent paused');
    });
  }

  /** Starts to save containers. The end of each is reported. After a failure, the rest is not saved. */
  start(command: SaveCommand): void {
    const { snapshotId } = command;
    if (this.#running.has(snapshotId)) return;
    const saved = this.#saveAll(command).finally(() => this.#running.delete(snapshotId));
    this.#running.set(snapshotId, saved);
  }

  /** Ends all, and resolves once that is reported. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('The agent of the host stopped. Save it again.'));
    await Promise.all(this.#running.values());
  }

  async #saveAll({ ownerId, snapshotId, labId, containers }: SaveCommand): Promise<void> {
    const failed = new AbortController();
    const late = AbortSignal.timeout(snapshotLimits.minutes * 60_000);
    const signal = AbortSignal.any([failed.signal, late, this.#closing.signal]);
    const { report, log } = this.#options;
    await Promise.all(
      containers.map((containerId) =>
        this.#limiter.run(async () => {
          if (failed.signal.aborted) return;
          const about = { ownerId, snapshotId, containerId };
          try {
            const saved = await this.#save({ ownerId, labId, containerId }, signal);
            report({ ...about, outcome: 'saved', saved, reason: null });
          } catch (error) {
            if (failed.signal.aborted) return;
            failed.abort(error);
            log.warn({ err: error, ...about }, 'could not save a container');
            report({
              ...about,
              outcome: 'failed',
              saved: null,
              reason: this.#reason(labId, containerId, error),
            });
          }
        }),
      ),
    );
  }

  async #save(
    {
      ownerId,
      labId,
      containerId,
    }: { readonly ownerId: string; readonly labId: string; readonly containerId: string },
    signal: AbortSignal,
  ): Promise<Saved> {
    signal.throwIfAborted();
    const { docker, registry, store } = this.#options;
    const state = registry.get(labId);
    const wanted = state?.container(containerId);
    if (!state || !wanted)
      throw new Error('The host does not have it yet, or no longer. Save the lab again.');
    const tracker = state.trackers.get(containerId);
    const { contents } = wanted;
    // Nothing has run in it since what it is to hold was saved.
    const isNew = !tracker || tracker.key === null || tracker.contents !== (contents?.sha256 ?? null);
    if (isNew && contents && contents.ownerId === ownerId) return { sha256: contents.sha256, bytes: 0 };
    if (!tracker || tracker.key === null) return { sha256: null, bytes: 0 };
    const options = { docker, store, directory: this.#directory, signal };
    return saveContainer({ ownerId, key: tracker.key, image: wanted.imageReference }, options);
  }

  #reason(labId: string, containerId: string, error: unknown): string {
    const name = this.#options.registry.get(labId)?.container(containerId)?.name ?? containerId;
    const message = error instanceof Error ? error.message : String(error);
    return `'${name}' could not be saved. ${message}`.slice(0, 1000);
  }
}
