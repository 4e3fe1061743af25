import type { BuildCommand, ImageBuilt } from '@pineapple/contracts';
import { buildLimits, type ManifestBuild } from '@pineapple/core';
import type { Logger } from 'pino';
import type { StoredFiles } from '../containers/file-contents.ts';
import type { ImageFactsCache } from '../containers/image-facts.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { isNotFound } from '../docker/docker-error.ts';
import { Limiter } from '../system/limiter.ts';
import { BuildContainer } from './build-container.ts';
import { BuildFailure } from './build-failure.ts';
import { buildImage } from './build-image.ts';
import type { BuildNetworks } from './build-networks.ts';
import { BuildLog } from './build-log.ts';
import { pullImage } from './pull-image.ts';
import { pruneBuilt } from './prune-built.ts';

const buildsAtOnce = 2;
/** Builds whose logs are kept, and those that readers wait for. */
const mostKept = 20;
/** A lab does not build again so soon what failed. */
const failureMs = 600_000;

/** A container's image is missing on this host, which builds it now. The lab is reconciled when that has ended. */
export class ImageBuilding extends Error {
  override readonly name = 'ImageBuilding';

  constructor() {
    super('Its image is being built on this host');
  }
}

class Cancelled extends Error {}

interface ImageBuildsOptions {
  readonly docker: DockerClient;
  readonly images: ImageFactsCache;
  readonly files: Pick<StoredFiles, 'contexts'>;
  readonly hostId: string;
  readonly diskGb: () => number | null;
  /** The way of builds to the internet; null for none. */
  readonly networks: BuildNetworks | null;
  readonly report: (built: Omit<ImageBuilt, 'hostId'>) => void;
  /** An image that labs may wait for was built, or could not be. */
  readonly onSettled: (reference: string) => void;
  readonly log: Logger;
}

interface KnownBuild {
  readonly log: BuildLog;
  readonly controller: AbortController;
}

type BuildEnd = Pick<ImageBuilt, 'outcome' | 'reason' | 'pinned'>;

/** The builds of this host: those that users asked for, and those of images that a lab needs here. */
export class ImageBuilds {
  readonly #options: ImageBuildsOptions;
  readonly #limiter = new Limiter(buildsAtOnce);
  /** By build id. A reader or a cancellation may come before the command. */
  readonly #known = new Map<string, KnownBuild>();
  readonly #running = new Map<string, Promise<BuildEnd>>();
  readonly #failures = new Map<string, { readonly reason: string; readonly at: number }>();
  #closed = false;

  constructor(options: ImageBuildsOptions) {
    this.#options = options;
  }

  /** Starts a build that a user asked for. Its end is reported. A repeated command changes nothing. */
  start({ ownerId, name, buildId, build }: BuildCommand): void {
    if (this.#running.has(buildId)) return;
    void this.#begin(buildId, build).then((end) => {
      this.#options.report({ ownerId, name, buildId, ...end });
    });
  }

  /** @throws ImageBuilding if the image is missing, and Error if it can't be built */
  async require(build: ManifestBuild): Promise<void> {
    const { reference } = build;
    if (await this.#isHere(reference)) return;
    const failed = this.#failures.get(reference);
    if (failed && Date.now() - failed.at < failureMs)
      throw new Error(`Its image could not be built on this host. ${failed.reason}`);
    if (!this.#running.has(reference)) void this.#begin(reference, build);
    throw new ImageBuilding();
  }

  /** Whether it knows the build. */
  has(buildId: string): boolean {
    return this.#known.has(buildId);
  }

  /** The log of a build, also of one that is still to come. */
  logOf(buildId: string): BuildLog {
    return this.#knownBuild(buildId).log;
  }

  /** Ends a build, also one that is still to come. */
  cancel(buildId: string): void {
    this.#knownBuild(buildId).controller.abort(new Cancelled('You cancelled it.'));
  }

  /** Removes what an earlier agent left. */
  async dockerUp(): Promise<void> {
    if (this.#running.size > 0) return;
    const { docker, hostId, log } = this.#options;
    await BuildContainer.removeAll(docker, hostId).catch((error: unknown) => {
      log.warn({ err: error }, 'could not remove the builds of an earlier agent');
    });
  }

  /** Ends all builds and resolves once that is reported. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { controller } of this.#known.values())
      controller.abort(new BuildFailure('The agent of the host stopped. Build it again.'));
    await Promise.all(this.#running.values());
  }

  #begin(id: string, build: ManifestBuild): Promise<BuildEnd> {
    // A lab may need the image again after a build that ended.
    if (id === build.reference) this.#known.delete(id);
    const known = this.#knownBuild(id);
    const end = this.#run(build, known).finally(() => {
      this.#running.delete(id);
      known.log.end();
      if (!this.#closed) this.#options.onSettled(build.reference);
    });
    this.#running.set(id, end);
    return end;
  }

  async #run(build: ManifestBuild, { log, controller }: KnownBuild): Promise<BuildEnd> {
    const { signal } = controller;
    const late = new BuildFailure(
      `The build took longer than ${buildLimits.minutes} minutes, with its wait for others.`,
    );
    const timer = setTimeout(() => controller.abort(late), buildLimits.minutes * 60_000).unref();
    const stopped = Promise.withResolvers<never>();
    const stop = (): void => stopped.reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      if (this.#running.size >= buildsAtOnce) log.add('Waiting for other builds on this host');
      const built = this.#limiter.run(() => this.#build(build, log, signal));
      // A build that waits ends at once when it is cancelled.
      const pinned = await Promise.race([built, stopped.promise]);
      log.add('The image is ready');
      this.#failures.delete(build.reference);
      return { outcome: 'ready', reason: null, ...(pinned !== null && { pinned }) };
    } catch (error) {
      const end = this.#explain(error, build);
      log.add(end.reason ?? '');
      return end;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
  }

  /** @returns what a pulled image is by digest; null for a built one */
  async #build(build: ManifestBuild, log: BuildLog, signal: AbortSignal): Promise<string | null> {
    signal.throwIfAborted();
    const { docker, images, files, hostId, diskGb, networks } = this.#options;
    if (await this.#isHere(build.reference)) {
      log.add('This host has the image already');
      return null;
    }
    const pinned = 'pull' in build ? await pullImage(build, { docker, log, signal }) : null;
    if (!('pull' in build)) {
      // The catalogue's own are on the host, the operator's others in a registry.
      await images.of(build.base, { pull: !build.base.startsWith('pineapple/') });
      await buildImage(build, { docker, files, hostId, diskGb: diskGb(), networks, log, signal });
    }
    await pruneBuilt(docker, build.reference).catch((error: unknown) => {
      this.#options.log.warn({ err: error }, 'could not remove images that are no longer used');
    });
    return pinned;
  }

  #explain(error: unknown, { reference }: ManifestBuild): BuildEnd {
    if (error instanceof Cancelled) return { outcome: 'cancelled', reason: error.message };
    const message = error instanceof Error ? error.message : String(error);
    const reason = message.slice(0, 1000);
    if (!(error instanceof BuildFailure)) this.#options.log.warn({ err: error, reference }, 'a build failed');
    this.#failures.set(reference, { reason, at: Date.now() });
    return { outcome: 'failed', reason };
  }

  async #isHere(reference: string): Promise<boolean> {
    try {
      await this.#options.docker.inspectImage(reference);
      return true;
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
  }

  #knownBuild(id: string): KnownBuild {
    const known = this.#known.get(id) ?? { log: new BuildLog(), controller: new AbortController() };
    this.#known.delete(id);
    this.#known.set(id, known);
    for (const old of this.#known.keys()) {
      if (this.#known.size <= mostKept) break;
      if (!this.#running.has(old)) this.#known.delete(old);
    }
    return known;
  }
}
