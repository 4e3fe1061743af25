import type { Logger } from 'pino';
import { JsonDirectory } from '../system/json-directory.ts';
import { KeyedLock } from '../system/keyed-lock.ts';
import { type LabRecord, labRecord } from './lab-record.ts';
import { LabState } from './lab-state.ts';

/** How long a removed lab is remembered: no command to a host waits longer. */
const tombstoneMs = 30 * 24 * 3600 * 1000;

/** The labs of this host, and their files. */
export class LabRegistry {
  readonly #labs: Map<string, LabState>;
  readonly #files: JsonDirectory<LabRecord>;
  readonly #lock = new KeyedLock();
  readonly #dirty = new Set<string>();
  readonly #pending = new Set<Promise<void>>();
  readonly #log: Logger;

  private constructor(files: JsonDirectory<LabRecord>, labs: Map<string, LabState>, log: Logger) {
    this.#files = files;
    this.#labs = labs;
    this.#log = log;
  }

  static async open(stateDir: string, log: Logger, now = Date.now()): Promise<LabRegistry> {
    const files = await JsonDirectory.open(`${stateDir}/labs`, labRecord, log);
    const labs = new Map<string, LabState>();
    for (const [labId, record] of await files.readAll()) {
      const expired = record.removedAt !== null && now - Date.parse(record.removedAt) > tombstoneMs;
      if (expired) await files.remove(labId);
      else labs.set(labId, LabState.restore(record));
    }
    return new LabRegistry(files, labs, log);
  }

  get(labId: string): LabState | undefined {
    return this.#labs.get(labId);
  }

  add(state: LabState): void {
    this.#labs.set(state.labId, state);
  }

  /** Labs that are to be on this host, or still to be removed from it. */
  present(): LabState[] {
    return [...this.#labs.values()].filter(({ removedAt }) => removedAt === null);
  }

  /** Writes a lab down before anything is done for it; `durable` survives a loss of power. */
  save(state: LabState, durable: boolean): Promise<void> {
    return this.#lock.run(state.labId, () => this.#files.write(state.labId, state.toRecord(), durable));
  }

  /** Writes a lab down soon; changes that come while it waits for its turn are written together. */
  touch(state: LabState): void {
    if (this.#dirty.has(state.labId)) return;
    this.#dirty.add(state.labId);
    const writing = this.#lock.run(state.labId, async () => {
      this.#dirty.delete(state.labId);
      await this.#files.write(state.labId, state.toRecord());
    });
    const handled = writing.catch((error: unknown) => {
      this.#log.error({ err: error, labId: state.labId }, 'the state of a lab could not be written');
    });
    this.#pending.add(handled);
    void handled.then(() => this.#pending.delete(handled));
  }

  /** Resolves when everything touched is on disk. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }
}
