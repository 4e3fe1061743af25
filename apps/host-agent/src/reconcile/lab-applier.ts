import type { ApplyReport } from '@pineapple/contracts';
import type { HostManifest } from '@pineapple/core';
import type { LabReconciler } from './lab-reconciler.ts';
import type { LabRegistry } from '../state/lab-registry.ts';
import { LabState } from '../state/lab-state.ts';
import { shortReport } from './reports.ts';

interface Waiting {
  /** Null: the lab as it is known, again. */
  desired: HostManifest | null;
  readonly revision: number;
  deep: boolean;
  readonly answer: PromiseWithResolvers<ApplyReport>;
}

interface Slot {
  running: { readonly revision: number; readonly abort: AbortController } | null;
  waiting: Waiting | null;
  /** Resolves when nothing is left to do. */
  drained: Promise<void>;
}

/** Lets one apply of a lab run at a time; several labs run at once. Of those that wait the newest revision wins. */
export class LabApplier {
  readonly #registry: LabRegistry;
  readonly #reconciler: LabReconciler;
  readonly #slots = new Map<string, Slot>();
  #closed = false;

  constructor(registry: LabRegistry, reconciler: LabReconciler) {
    this.#registry = registry;
    this.#reconciler = reconciler;
  }

  /** Makes the host match a desired lab; resolves when that apply has ended. */
  apply(desired: HostManifest): Promise<ApplyReport> {
    const { labId, revision } = desired;
    const known = this.#registry.get(labId)?.desired.revision ?? -1;
    if (revision < known) {
      return Promise.resolve(shortReport(labId, revision, 'stale', `The host has revision ${known} already`));
    }
    const slot = this.#slot(labId);
    const waiting = slot.waiting;
    if (waiting && waiting.revision > revision)
      return Promise.resolve(superseded(labId, revision, waiting.revision));
    if (waiting?.desired && waiting.revision === revision) return waiting.answer.promise;
    waiting?.answer.resolve(superseded(labId, waiting.revision, revision));
    if (slot.running && slot.running.revision < revision) slot.running.abort.abort();
    return this.#enqueue(labId, slot, { desired, revision, deep: waiting?.deep ?? false });
  }

  /** Makes the host match the lab as it is known: after a gap, or when something changed by itself. */
  reconcile(labId: string, deep: boolean): Promise<ApplyReport> {
    const slot = this.#slot(labId);
    if (slot.waiting) {
      slot.waiting.deep ||= deep;
      return slot.waiting.answer.promise;
    }
    const revision = this.#registry.get(labId)?.desired.revision ?? 0;
    return this.#enqueue(labId, slot, { desired: null, revision, deep });
  }

  /** Begins nothing more; resolves when what is under way has ended. */
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

  #enqueue(labId: string, slot: Slot, job: Omit<Waiting, 'answer'>): Promise<ApplyReport> {
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

  async #run(labId: string, job: Waiting, signal: AbortSignal): Promise<ApplyReport> {
    const known = this.#registry.get(labId);
    if (job.desired === null) {
      if (!known || known.removedAt !== null)
        return shortReport(labId, job.revision, 'stale', 'The host has no such lab');
      return this.#reconciler.reconcile(known, { deep: job.deep, signal, durable: false, tellAll: false });
    }
    const tellAll = known?.desired.revision === job.revision;
    const state = known ?? new LabState(job.desired);
    state.want(job.desired);
    state.removedAt = null;
    for (const { id, name, image, generation } of job.desired.removed ? [] : job.desired.containers) {
      state.track(id, name, image).begin(generation);
    }
    this.#registry.add(state);
    await this.#registry.save(state, false);
    return this.#reconciler.reconcile(state, { deep: job.deep, signal, durable: true, tellAll });
  }
}

function superseded(labId: string, revision: number, by: number): ApplyReport {
  return shortReport(labId, revision, 'superseded', `Revision ${by} of the lab took its place`);
}
