import { builtInImages, digestsAtCreation, type ManifestContainer } from '@pineapple/core';
import type { Logger } from 'pino';
import type { DockerEvent } from '../../docker/docker-answers.ts';
import { DockerUnavailableError } from '../../docker/docker-error.ts';
import { availableMemory } from '../../system/available-memory.ts';
import { poolDemand, poolLimit, shareOut } from './pool-sizes.ts';
import { RecentStarts } from './recent-starts.ts';
import type { WarmContainer, WarmContainers, WarmImage } from './warm-containers.ts';
import type { WarmRecords } from './warm-records.ts';

/** The pool changes only when no lab has been busy for this long, in milliseconds. */
const quietMs = 1000;

const catalogue = {
  references: new Set(builtInImages.map(({ reference }) => reference)),
  first: builtInImages[0]?.reference ?? '',
};

interface WarmPoolOptions {
  readonly containers: WarmContainers;
  readonly records: WarmRecords;
  /** How many containers the pool holds at most. Zero turns it off. */
  readonly most: number;
  /** Whether a lab is coming up or changing. */
  readonly labsBusy: () => boolean;
  readonly log: Logger;
}

/**
 * Containers that were created and started in advance and wait behind their gates, so that a lab only has to claim
 * them. A container that was claimed never comes back.
 */
export class WarmPool {
  readonly #options: WarmPoolOptions;
  readonly #starts: RecentStarts;
  #waiting: WarmContainer[] = [];
  #isUp = false;
  /** Whether the pool was found to be as it should, and no lab has changed since. */
  #isComplete = false;
  #timer: NodeJS.Timeout | undefined;
  #abort = new AbortController();
  #refilling: Promise<void> | null = null;

  constructor(options: WarmPoolOptions) {
    this.#options = options;
    this.#starts = new RecentStarts(Math.max(1, options.most));
  }

  /** The pool as `pineapple-host status` prints it. */
  describe() {
    const containers = this.#waiting.map(({ key, reference }) => ({ key, reference }));
    return { complete: this.#isComplete, containers };
  }

  /**
   * Gives a lab a container that waits, if there is one with its image and settings.
   * @returns Docker's id; null if the container must be created
   */
  async claim(labId: string, wanted: ManifestContainer): Promise<string | null> {
    const { containers, records, most, log } = this.#options;
    // What Docker settles when it creates a container is as in the image.
    const isPlain = Object.keys(digestsAtCreation(wanted)).length === 0;
    if (most === 0 || !isPlain) return null;
    const { imageReference: reference, id: containerId, name, image, generation } = wanted;
    const { fingerprint } = await containers.imageOf(reference);
    this.#starts.record(reference);
    const index = this.#waiting.findIndex((each) => each.fingerprint === fingerprint);
    const [found] = index < 0 ? [] : this.#waiting.splice(index, 1);
    if (!found) return null;
    try {
      await records.claim(found.key, { labId, containerId, name, image, reference, generation });
      return found.key;
    } catch (error) {
      log.error({ err: error, containerId }, 'could not claim a container of the warm pool');
      this.#discard([found.key]);
      return null;
    }
  }

  /** Docker is up: takes over what an earlier agent left in the pool, and removes the rest. */
  async dockerUp(): Promise<void> {
    const { untouched, others } = await this.#options.containers.find();
    this.#isUp = true;
    const kept = this.#options.most === 0 ? [] : untouched;
    this.#waiting = kept;
    // They were worth having a moment ago.
    if (this.#starts.list().length === 0) for (const { reference } of kept) this.#starts.record(reference);
    this.#discard([...untouched.filter((each) => !kept.includes(each)).map(({ key }) => key), ...others]);
    this.schedule();
  }

  dockerDown(): void {
    this.#isUp = false;
    this.pause();
    this.#waiting = [];
  }

  /** A lab is busy: stops filling the pool. A start that is under way continues in Docker. */
  pause(): void {
    this.#isComplete = false;
    clearTimeout(this.#timer);
    this.#abort.abort();
  }

  /** Adjusts the pool once the labs have been quiet for a moment. */
  schedule(): void {
    this.#isComplete = false;
    this.#adjustIn(quietMs);
  }

  #adjustIn(delayMs: number): void {
    if (!this.#isUp || this.#options.most === 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#adjust(), delayMs).unref();
  }

  handleEvent({ Type, Action, Actor }: DockerEvent): void {
    if (Type === 'image') this.schedule();
    const attributes = Actor.Attributes ?? {};
    if (Type !== 'container' || !this.#options.containers.isOurs(attributes)) return;
    const key = Actor.ID;
    const before = this.#waiting.length;
    if (Action === 'die' || Action === 'destroy')
      this.#waiting = this.#waiting.filter((each) => each.key !== key);
    if (this.#waiting.length < before) this.schedule();
    if (Action === 'die' && this.#waiting.length < before) this.#discard([key]);
    if (Action === 'destroy') this.#handled(this.#options.containers.forget(key));
    // Docker may finish a request that timed out.
    const isNew = Action === 'create' || Action === 'start';
    if (isNew && this.#options.containers.isStray(key, attributes['name'] ?? '')) this.#discard([key]);
  }

  /** @param remove whether to remove the containers; otherwise the next agent takes them over */
  async close(remove: boolean): Promise<void> {
    const wasUp = this.#isUp;
    this.#isUp = false;
    this.pause();
    await this.#refilling;
    if (remove && wasUp) await this.#options.containers.removeAll();
  }

  #adjust(): void {
    if (!this.#isUp || this.#refilling) return;
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.#refilling = this.#run(signal)
      .catch((error: unknown) => {
        if (error instanceof DockerUnavailableError) return;
        this.#options.log.warn({ err: error }, 'could not fill the warm pool');
      })
      .finally(() => {
        this.#refilling = null;
        // The labs may have become quiet before the last start ended.
        if (signal.aborted && !this.#options.labsBusy()) this.schedule();
      });
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { containers, labsBusy } = this.#options;
    while (!signal.aborted && !labsBusy()) {
      const missing = await this.#nextMissing();
      if (signal.aborted) return;
      if (missing === null) {
        this.#isComplete = true;
        const expiry = this.#starts.untilExpiry();
        if (expiry !== null) this.#adjustIn(Math.max(quietMs, expiry));
        return;
      }
      const made = await containers.make(missing, signal);
      // After a restart of Docker it may have been found already.
      if (made && !this.#waiting.some(({ key }) => key === made.key)) this.#waiting.push(made);
    }
  }

  /** Removes what the pool no longer needs. Returns the image that it lacks a container of; null if it is complete. */
  async #nextMissing(): Promise<WarmImage | null> {
    const { containers, most } = this.#options;
    const demand = new Map<WarmImage, number>();
    for (const [reference, wanted] of poolDemand(this.#starts.list(), catalogue)) {
      const image = await containers.imageOf(reference).catch(() => null);
      if (image?.canWait) demand.set(image, wanted);
    }
    const limit = poolLimit(most, this.#waiting.length, await availableMemory());
    const sizes = shareOut(demand, limit);
    const kept: WarmContainer[] = [];
    let missing: WarmImage | null = null;
    for (const [image, size] of sizes) {
      const own = this.#waiting.filter(({ fingerprint }) => fingerprint === image.fingerprint);
      kept.push(...own.slice(0, size));
      if (own.length < size) missing ??= image;
    }
    const surplus = this.#waiting.filter((each) => !kept.includes(each));
    this.#waiting = kept;
    this.#discard(surplus.map(({ key }) => key));
    return missing;
  }

  #discard(keys: readonly string[]): void {
    this.#handled(this.#options.containers.remove(keys));
  }

  #handled(work: Promise<void>): void {
    work.catch((error: unknown) => {
      if (error instanceof DockerUnavailableError) return;
      this.#options.log.warn({ err: error }, 'could not remove a container of the warm pool');
    });
  }
}
