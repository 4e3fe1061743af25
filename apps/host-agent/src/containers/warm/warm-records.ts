import type { Logger } from 'pino';
import { z } from 'zod';
import { JsonDirectory } from '../../system/json-directory.ts';
import { KeyedLock } from '../../system/keyed-lock.ts';

/** Which container of a lab a Docker container is. */
export interface ContainerIdentity {
  readonly labId: string;
  readonly containerId: string;
  readonly name: string;
  /** Catalogue name of the image. */
  readonly image: string;
  readonly reference: string;
  /** The generation that it was made for. */
  readonly generation: number;
}

const warmRecord = z.object({
  /** The name of its gate. */
  gate: z.string(),
  reference: z.string(),
  /** Docker's timestamp of the start after which it waits in the pool. */
  startedAt: z.string(),
  /** Null while it is in the pool. */
  claim: z
    .object({
      labId: z.string(),
      containerId: z.string(),
      name: z.string(),
      image: z.string(),
      reference: z.string(),
      generation: z.int(),
    })
    .nullable(),
  /** Whether the image's program may have run. */
  released: z.boolean(),
});

type WarmRecord = Readonly<z.infer<typeof warmRecord>>;

/**
 * The containers that came from the warm pool, by Docker's id, in memory and on disk. Docker can't change the labels of
 * a container, so only these files say which lab has claimed one.
 */
export class WarmRecords {
  readonly #files: JsonDirectory<WarmRecord>;
  readonly #known: Map<string, WarmRecord>;
  readonly #lock = new KeyedLock();
  readonly #pending = new Set<Promise<void>>();
  readonly #log: Logger;

  private constructor(files: JsonDirectory<WarmRecord>, known: Map<string, WarmRecord>, log: Logger) {
    this.#files = files;
    this.#known = known;
    this.#log = log;
  }

  static async open(stateDir: string, log: Logger): Promise<WarmRecords> {
    const files = await JsonDirectory.open(`${stateDir}/warm`, warmRecord, log);
    return new WarmRecords(files, await files.readAll(), log);
  }

  get(key: string): WarmRecord | undefined {
    return this.#known.get(key);
  }

  get keys(): string[] {
    return [...this.#known.keys()];
  }

  /** Docker's ids of the containers that a lab has claimed. */
  claimedBy(labId: string): string[] {
    return [...this.#known].flatMap(([key, { claim }]) => (claim?.labId === labId ? [key] : []));
  }

  /** Records a container that waits in the pool. */
  async add(key: string, record: Pick<WarmRecord, 'gate' | 'reference' | 'startedAt'>): Promise<void> {
    await this.#save(key, { ...record, claim: null, released: false });
  }

  /** Makes a container of the pool one of a lab. @throws Error when that can't be written */
  async claim(key: string, claim: ContainerIdentity): Promise<void> {
    const record = this.#known.get(key);
    if (record?.claim !== null) throw new Error(`Container ${key} is not in the warm pool`);
    await this.#save(key, { ...record, claim });
  }

  /**
   * Records that the program of a claimed container will run now. After a power failure a claim may be missing only if
   * this was called less than a moment before.
   */
  async release(key: string): Promise<void> {
    const record = this.#known.get(key);
    if (!record || record.released) return;
    const released = { ...record, released: true };
    await this.#save(key, released);
    const flushed = this.#save(key, released, true).catch((error: unknown) => {
      this.#log.error({ err: error, key }, 'could not flush the record of a claimed container');
    });
    this.#pending.add(flushed);
    void flushed.then(() => this.#pending.delete(flushed));
  }

  async remove(key: string): Promise<void> {
    this.#known.delete(key);
    await this.#lock.run(key, () => this.#files.remove(key));
  }

  /** Resolves once everything is on disk. */
  async flushed(): Promise<void> {
    await Promise.all(this.#pending);
  }

  /** Callers see the record once it is written. */
  #save(key: string, record: WarmRecord, durable = false): Promise<void> {
    return this.#lock.run(key, async () => {
      // The container is gone meanwhile.
      if (durable && !this.#known.has(key)) return;
      await this.#files.write(key, record, durable);
      this.#known.set(key, record);
    });
  }
}
