import type { LabMessage } from '@pineapple/contracts';
import { isNewer, type Lab, type Observation, subjectId } from '@pineapple/core';
import type { Apply } from '@pineapple/store';
import { toApplyModel } from './apply-model.ts';
import { compareContainer, compareNetwork, compareSnapshots, type LabChange } from './lab-change.ts';
import { LabSnapshot, type Scene } from './lab-snapshot.ts';

/** Where a view reads what the bus only points at. */
export interface LabReader {
  readLab(labId: string): Promise<Lab | null>;
  readObservations(labId: string): Promise<readonly Observation[]>;
  readApply(labId: string, applyId: string): Promise<Apply | null>;
  failed(error: unknown, labId: string): void;
}

type GoneMessage = Extract<LabMessage, { type: 'gone' }>;
export type LabListener = (change: LabChange) => void;

/**
 * The live state of one lab in this process: a snapshot, kept current by the bus and by this process's
 * own writes, and those who want to hear of every change.
 */
export class LiveLab {
  readonly labId: string;
  readonly #reader: LabReader;
  readonly #listeners = new Set<LabListener>();
  #snapshot: LabSnapshot;
  /** What arrived during a refresh is newer than what the refresh reads. */
  #touched: Set<string> | null = null;
  #refreshing: Promise<void> | null = null;
  #refreshAgain = false;

  constructor(lab: Lab, observations: readonly Observation[], scene: Scene, reader: LabReader) {
    this.labId = lab.id;
    this.#reader = reader;
    this.#snapshot = new LabSnapshot(lab, new Map(observations.map((row) => [subjectId(row), row])), scene);
  }

  get snapshot(): LabSnapshot {
    return this.#snapshot;
  }

  get watched(): boolean {
    return this.#listeners.size > 0;
  }

  /** Calls back on each change from now on. Returns how to stop. */
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

  /** Takes over a desired lab that was just stored or read; an older one changes nothing. */
  saved(lab: Lab): void {
    const known = this.#snapshot.desired;
    const moved = lab.placement.version > known.placement.version;
    const placed = moved || (known.placement.hosts.length === 0 && lab.placement.hosts.length > 0);
    if (lab.revision < known.revision || (lab.revision === known.revision && !placed)) return;
    // The host is not part of an edit: a save must not make a placed lab look unplaced, unless it was taken off its host.
    const unplaced = lab.placement.hosts.length === 0;
    const desired = unplaced && !moved ? { ...lab, placement: known.placement } : lab;
    const before = this.#snapshot;
    this.#snapshot = before.withDesired(desired);
    this.#tell(compareSnapshots(before, this.#snapshot));
  }

  /** Reads everything again and tells what was missed. */
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
        this.#tell(compareSnapshots(before, this.#snapshot));
      } finally {
        this.#touched = null;
      }
    } while (this.#refreshAgain);
  }

  #merged(lab: Lab | null, rows: readonly Observation[], touched: ReadonlySet<string>): LabSnapshot {
    const { desired, observations, scene } = this.#snapshot;
    if (lab === null) {
      const deletedAt = desired.deletedAt ?? scene.clock().toISOString();
      return new LabSnapshot({ ...desired, networks: [], containers: [], deletedAt }, new Map(), scene);
    }
    const merged = new Map<string, Observation>();
    for (const row of rows) if (!touched.has(subjectId(row))) merged.set(subjectId(row), row);
    for (const [id, row] of observations) if (touched.has(id)) merged.set(id, row);
    return new LabSnapshot(lab.revision >= desired.revision ? lab : desired, merged, scene);
  }

  async #readDesired(): Promise<void> {
    const lab = await this.#reader.readLab(this.labId);
    if (lab === null) await this.refresh();
    else this.saved(lab);
  }

  async #applyChanged(applyId: string): Promise<void> {
    // The first apply is how one learns which host the lab was placed on.
    const reads: Promise<unknown>[] = [];
    if (this.#snapshot.desired.placement.hosts.length === 0) reads.push(this.#readDesired());
    if (this.watched) {
      const read = this.#reader.readApply(this.labId, applyId);
      reads.push(read.then((apply) => apply && this.#tell([{ kind: 'apply', apply: toApplyModel(apply) }])));
    }
    await Promise.all(reads);
  }

  #observed(row: Observation): void {
    const id = subjectId(row);
    const before = this.#snapshot;
    const known = before.observations.get(id);
    if (known && !isNewer(row, known)) return;
    this.#touched?.add(id);
    this.#snapshot = before.withObservation(id, row);
    this.#tell(
      row.kind === 'container'
        ? compareContainer(before, this.#snapshot, id)
        : compareNetwork(before, this.#snapshot, id),
    );
  }

  #gone({ subjectId: id, last }: GoneMessage): void {
    this.#touched?.add(id);
    const before = this.#snapshot;
    const known = before.observations.get(id);
    // Brought back meanwhile, and its host was quicker than the news of its end.
    if (!known || (known.hostId === last.hostId && known.sequence > last.sequence)) return;
    this.#snapshot = before.withoutObservation(id);
    this.#tell([
      ...compareContainer(before, this.#snapshot, id),
      ...compareNetwork(before, this.#snapshot, id),
    ]);
  }

  #tell(changes: readonly LabChange[]): void {
    for (const change of changes) for (const listener of [...this.#listeners]) listener(change);
  }

  #inBackground(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#reader.failed(error, this.labId));
  }
}
