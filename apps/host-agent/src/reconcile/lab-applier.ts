import type { ApplyReport } from '@pineapple/contracts';
import type { HostManifest } from '@pineapple/core';
import type { LabRegistry } from '../state/lab-registry.ts';
import { LabState } from '../state/lab-state.ts';
import type { LabReconciler } from './lab-reconciler.ts';
import { shortReport } from './reports.ts';

interface WaitingJob {
  /** Null: reconcile the lab as it is known. */
  readonly desired: HostManifest | null;
  readonly revision: number;
  deep: boolean;
  readonly answer: PromiseWithResolvers<ApplyReport>;
}

interface Slot {
  running: { readonly revision: number; readonly abort: AbortController } | null;
  waiting: WaitingJob | null;
  /** Resolves when no job is left. */
  drained: Promise<void>;
}

/** Runs one apply per lab at a time. Of the applies that wait, only the newest revision is carried out. */
export class LabApplier {
  readonly #registry: LabRegistry;
  readonly #reconciler: LabReconciler;
  readonly #slots = new Map<string, Slot>();
  #closed = false;

  constructor(registry: LabRegistry, reconciler: LabReconciler) {
    this.#registry = registry;
    this.#reconciler = reconciler;
  }

  /** Makes the host match a desired lab; resolves when this apply has ended. */
  apply(desired: HostManifest): Promise<ApplyReport> {
    const { labId, revision } = desired;
    const known = this.#registry.get(labId)?.desired.revision ?? -1;
    if (revision < known) {
      const message = `The host already has revision ${known} of the lab`;
      return Promise.resolve(shortReport(labId, revision, 'stale', message));
    }
    void this.#reconciler.hasten(desired);
    const slot = this.#slot(labId);
    const waiting = slot.waiting;
    if (waiting && waiting.revision > revision)
      return Promise.resolve(superseded(labId, revision, waiting.revision));
    if (waiting?.desired && waiting.revision === revision) return waiting.answer.promise;
    waiting?.answer.resolve(superseded(labId, waiting.revision, revision));
    if (slot.running && slot.running.revision < revision) slot.running.abort.abort();
    return this.#enqueue(labId, slot, { desired, revision, deep: waiting?.deep ?? false });
  }

  /** Makes the host match the lab as it is known, after a gap in Docker's events or after drift. */
  reconcile(labId: string, deep: boolean): Promise<ApplyReport> {
    const slot = this.#slot(labId);
    if (slot.waiting) {
      slot.waiting.deep ||= deep;
      return slot.waiting.answer.promise;
    }
    const revision = this.#registry.get(labId)?.desired.revision ?? 0;
    return this.#enqueue(labId, slot, { desired: null, revision, deep });
  }

  /** Starts no further steps; resolves when the steps under way have ended. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { running } of this.#slots.values()) running?.abort.abort();
    await Promise.all([...this.#slots.values()].map(({ drained }) => drained));
  }

  #slot(labId: string): Slot {
    const slot = this.#slots.get(labId) ?? { running: null, waiting: null, drained: Promise.resolve() };
    this.#slots.set(labId, slot);
    return slot;
  }

  #enqueue(labId: string, slot: Slot, job: Omit<WaitingJob, 'answer'>): Promise<ApplyReport> {
    const answer = Promise.withResolvers<ApplyReport>();
    slot.waiting = { ...job, answer };
    if (!slot.running) slot.drained = this.#drain(labId, slot);
    return answer.promise;
  }

  async #drain(labId: string, slot: Slot): Promise<void> {
    for (let job = slot.waiting; job; job = slot.waiting) {
      slot.waiting = null;
      const abort = new AbortController();
      slot.running = { revision: job.revision, abort };
      if (this.#closed) abort.abort();
      try {
        job.answer.resolve(await this.#run(labId, job, abort.signal));
      } catch (error) {
        job.answer.reject(error);
      }
      slot.running = null;
    }
    this.#slots.delete(labId);
  }

  async #run(labId: string, job: WaitingJob, signal: AbortSignal): Promise<ApplyReport> {
    const { desired, revision, deep } = job;
    const known = this.#registry.get(labId);
    if (desired === null) {
      if (!known || known.isRemoved)
        return shortReport(labId, revision, 'stale', 'The lab is not on this host');
      return this.#reconciler.reconcile(known, { deep, signal, durable: false, reportAll: false });
    }
    const reportAll = known?.desired.revision === revision;
    const state = known ?? new LabState(desired);
    state.adoptManifest(desired);
    this.#registry.add(state);
    return this.#reconciler.reconcile(state, { deep, signal, durable: true, reportAll });
  }
}

function superseded(labId: string, revision: number, by: number): ApplyReport {
  return shortReport(labId, revision, 'superseded', `Superseded by revision ${by} of the lab`);
}
