import type { LabMessage } from '@pineapple/contracts';
import { isNewer, type Lab, type Observation, subjectId } from '@pineapple/core';
import type { Apply } from '@pineapple/store';
import { toApplyModel } from './apply-model.ts';
import { compareContainer, compareNetwork, compareSnapshots, type LabChange } from './lab-change.ts';
import { LabSnapshot, type LabEnvironment } from './lab-snapshot.ts';

/** Reads the rows that messages of the bus refer to. */
export interface LabReader {
  readLab(labId: string): Promise<Lab | null>;
  readObservations(labId: string): Promise<readonly Observation[]>;
  readApply(labId: string, applyId: string): Promise<Apply | null>;
  failed(error: unknown, labId: string): void;
}

type GoneMessage = Extract<LabMessage, { type: 'gone' }>;
/** How many subjects that are gone are remembered. Messages about them come within seconds. */
const mostGone = 1000;

type LabListener = (change: LabChange) => void;

/**
 * The in-memory copy of one lab: a snapshot that the bus and this process's own writes keep current, and the listeners
 * to its changes.
 */
export class LiveLab {
  readonly labId: string;
  readonly #reader: LabReader;
  readonly #listeners = new Set<LabListener>();
  #snapshot: LabSnapshot;
  /**
   * Subjects of the messages that arrived during a refresh; null while there is none. A message that was under way for long
   * may still be older than the row that the refresh reads.
   */
  #touched: Set<string> | null = null;
  /** The last reports of subjects that are gone. Messages of several publishers overtake each other. */
  readonly #ends = new Map<string, GoneMessage['last']>();
  #refreshing: Promise<void> | null = null;
  #refreshAgain = false;

  constructor(
    lab: Lab,
    observations: readonly Observation[],
    environment: LabEnvironment,
    reader: LabReader,
  ) {
    this.labId = lab.id;
    this.#reader = reader;
    this.#snapshot = new LabSnapshot(
      lab,
      new Map(observations.map((row) => [subjectId(row), row])),
      environment,
    );
  }

  get snapshot(): LabSnapshot {
    return this.#snapshot;
  }

  get watched(): boolean {
    return this.#listeners.size > 0;
  }

  /** Calls back on each change from now on. Returns a function that stops it. */
  listen(listener: LabListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  receive(message: LabMessage): void {
    switch (message.type) {
      case 'observed':
        return this.#observed(message.observation);
      case 'gone':
        return this.#gone(message);
      case 'desired':
        if (message.revision > this.#snapshot.revision) this.#inBackground(this.#readDesired());
        return;
      case 'placed':
        return this.#inBackground(this.#readDesired());
      case 'apply':
        return this.#inBackground(this.#applyChanged(message.applyId));
      case 'deleted':
        return this.#inBackground(this.refresh());
    }
  }

  /** Takes over a desired lab that was just stored or read, unless it is older than the current one. */
  saved(lab: Lab): void {
    const known = this.#snapshot.desired;
    const moved = lab.placement.version > known.placement.version;
    const placed = moved || (known.placement.hosts.length === 0 && lab.placement.hosts.length > 0);
    if (lab.revision < known.revision || (lab.revision === known.revision && !placed)) return;
    // An edit does not place a lab, so a save without a placement keeps the current one, unless the lab was moved.
    const unplaced = lab.placement.hosts.length === 0;
    const desired = unplaced && !moved ? { ...lab, placement: known.placement } : lab;
    const before = this.#snapshot;
    this.#snapshot = before.withDesired(desired);
    this.#notify(compareSnapshots(before, this.#snapshot));
  }

  /** Reads everything again, and reports the changes that were missed. */
  async refresh(): Promise<void> {
    if (this.#refreshing !== null) {
      this.#refreshAgain = true;
      return this.#refreshing;
    }
    this.#refreshing = this.#readAll();
    try {
      await this.#refreshing;
    } finally {
      this.#refreshing = null;
    }
  }

  async #readAll(): Promise<void> {
    do {
      this.#refreshAgain = false;
      const touched = new Set<string>();
      this.#touched = touched;
      try {
        const [lab, rows] = await Promise.all([
          this.#reader.readLab(this.labId),
          this.#reader.readObservations(this.labId),
        ]);
        const before = this.#snapshot;
        this.#snapshot = this.#merged(lab, rows, touched);
        this.#notify(compareSnapshots(before, this.#snapshot));
      } finally {
        this.#touched = null;
      }
    } while (this.#refreshAgain);
  }

  #merged(lab: Lab | null, rows: readonly Observation[], touched: ReadonlySet<string>): LabSnapshot {
    const { desired, observations, environment } = this.#snapshot;
    if (lab === null) {
      const deletedAt = desired.deletedAt ?? environment.clock().toISOString();
      return new LabSnapshot({ ...desired, networks: [], containers: [], deletedAt }, new Map(), environment);
    }
    const merged = new Map<string, Observation>();
    for (const row of rows) {
      const id = subjectId(row);
      const known = touched.has(id) ? observations.get(id) : undefined;
      if (!known && this.#isOver(id, row)) continue;
      merged.set(id, known && !isNewer(row, known) ? known : row);
    }
    const read = new Set(rows.map(subjectId));
    for (const [id, row] of observations) if (touched.has(id) && !read.has(id)) merged.set(id, row);
    return new LabSnapshot(lab.revision >= desired.revision ? lab : desired, merged, environment);
  }

  async #readDesired(): Promise<void> {
    const lab = await this.#reader.readLab(this.labId);
    if (lab === null) await this.refresh();
    else this.saved(lab);
  }

  async #applyChanged(applyId: string): Promise<void> {
    // The first apply follows the placement of the lab.
    const reads: Promise<unknown>[] = [];
    if (this.#snapshot.desired.placement.hosts.length === 0) reads.push(this.#readDesired());
    if (this.watched) {
      const read = this.#reader.readApply(this.labId, applyId);
      reads.push(
        read.then((apply) => apply && this.#notify([{ kind: 'apply', apply: toApplyModel(apply) }])),
      );
    }
    await Promise.all(reads);
  }

  #observed(row: Observation): void {
    const id = subjectId(row);
    const before = this.#snapshot;
    const known = before.observations.get(id);
    if (known ? !isNewer(row, known) : this.#isOver(id, row)) return;
    this.#touched?.add(id);
    this.#snapshot = before.withObservation(id, row);
    this.#notify(
      row.kind === 'container'
        ? compareContainer(before, this.#snapshot, id)
        : compareNetwork(before, this.#snapshot, id),
    );
  }

  #gone({ subjectId: id, last }: GoneMessage): void {
    this.#touched?.add(id);
    this.#rememberGone(id, last);
    const before = this.#snapshot;
    const known = before.observations.get(id);
    // The subject came back in the meantime, and its host's report overtook this message.
    if (!known || (known.hostId === last.hostId && known.sequence > last.sequence)) return;
    this.#snapshot = before.withoutObservation(id);
    this.#notify([
      ...compareContainer(before, this.#snapshot, id),
      ...compareNetwork(before, this.#snapshot, id),
    ]);
  }

  #rememberGone(id: string, last: GoneMessage['last']): void {
    this.#ends.delete(id);
    this.#ends.set(id, last);
    const [oldest] = this.#ends.keys();
    if (this.#ends.size > mostGone && oldest !== undefined) this.#ends.delete(oldest);
  }

  /** Whether a row is of an earlier life of its subject, which is gone. */
  #isOver(id: string, { hostId, sequence }: Observation): boolean {
    const last = this.#ends.get(id);
    return last !== undefined && last.hostId === hostId && sequence <= last.sequence;
  }

  #notify(changes: readonly LabChange[]): void {
    for (const change of changes) for (const listener of [...this.#listeners]) listener(change);
  }

  #inBackground(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#reader.failed(error, this.labId));
  }
}
