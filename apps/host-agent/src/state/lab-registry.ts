import type { Logger } from 'pino';
import { JsonDirectory } from '../system/json-directory.ts';
import { KeyedLock } from '../system/keyed-lock.ts';
import { type LabRecord, labRecord } from './lab-record.ts';
import { LabState } from './lab-state.ts';

/** How long a removed lab is remembered. No command to a host is delayed longer. */
const tombstoneMs = 30 * 24 * 3600 * 1000;

/** The labs of this host, in memory and on disk. */
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

  /** All labs that are not completely removed. */
  present(): LabState[] {
    return [...this.#labs.values()].filter(({ isRemoved }) => !isRemoved);
  }

  /** How many labs are on this host, and how many containers they want. */
  count(): { readonly labs: number; readonly containers: number } {
    const labs = this.present();
    return {
      labs: labs.length,
      containers: labs.reduce(
        (sum, { desired }) => sum + (desired.removed ? 0 : desired.containers.length),
        0,
      ),
    };
  }

  /** Whether a container of a lab is about to become ready. */
  get isWaiting(): boolean {
    return this.present().some(({ trackers }) => [...trackers.values()].some(({ isWaiting }) => isWaiting));
  }

  /** The labs as `pineapple-host status` prints them. */
  describe() {
    return this.present().map(({ labId, desired, trackers, busy }) => ({
      labId,
      revision: desired.revision,
      busy,
      containers: [...trackers.values()].map(({ containerId, name, key, phase, reason }) => ({
        containerId,
        name,
        key,
        phase,
        reason,
      })),
    }));
  }

  /** Saves a lab now. @param durable also flushes to disk, so that the lab survives a power failure */
  save(state: LabState, durable: boolean): Promise<void> {
    return this.#lock.run(state.labId, () => this.#files.write(state.labId, state.toRecord(), durable));
  }

  /** Saves a lab soon. Changes that come before the write starts are written together. */
  touch(state: LabState): void {
    if (this.#dirty.has(state.labId)) return;
    this.#dirty.add(state.labId);
    const writing = this.#lock.run(state.labId, async () => {
      this.#dirty.delete(state.labId);
      await this.#files.write(state.labId, state.toRecord());
    });
    const handled = writing.catch((error: unknown) => {
      this.#log.error({ err: error, labId: state.labId }, 'could not save the state of a lab');
    });
    this.#pending.add(handled);
    void handled.then(() => this.#pending.delete(handled));
  }

  /** Resolves once everything touched is on disk. */
  async flushed(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }
}
