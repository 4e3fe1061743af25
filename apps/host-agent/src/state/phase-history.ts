import type { ContainerPhase, PhaseEntry } from '@pineapple/core';
import type { ContainerRecord } from './lab-record.ts';

const maxPhases = 50;
const maxReasonLength = 1500;

/** The phases of a container in its current generation, and the reason of the last one. */
export class PhaseHistory {
  #generation = 0;
  #entries: readonly PhaseEntry[] = [];
  #reason: string | null = null;

  static restore(record: ContainerRecord): PhaseHistory {
    const history = new PhaseHistory();
    history.#generation = record.phasesOf;
    history.#entries = record.phases;
    history.#reason = record.reason;
    return history;
  }

  /** The generation that the phases belong to. */
  get generation(): number {
    return this.#generation;
  }

  get entries(): readonly PhaseEntry[] {
    return this.#entries;
  }

  get current(): ContainerPhase {
    return this.#entries.at(-1)?.phase ?? 'PENDING';
  }

  get reason(): string | null {
    return this.#reason;
  }

  /** Starts new phases for a new generation. Returns false for a generation that is known already. */
  beginGeneration(generation: number): boolean {
    if (generation <= this.#generation) return false;
    this.#generation = generation;
    this.#entries = [];
    this.#reason = null;
    return true;
  }

  /**
   * Enters a phase, or changes the reason of the current one. Returns whether anything changed. DELETED is the last: what
   * was still under way for a container says nothing more of it.
   */
  enter(phase: ContainerPhase, at: Date, reason: string | null): boolean {
    if (this.current === 'DELETED') return false;
    const shown = reason === null ? null : reason.slice(0, maxReasonLength);
    if (this.#entries.at(-1)?.phase === phase) {
      const changed = this.#reason !== shown;
      this.#reason = shown;
      return changed;
    }
    // Timestamps come from Docker's clock and from ours: a phase never begins before the previous one.
    const previous = this.#entries.at(-1)?.at;
    const text = at.toISOString();
    const entries = [
      ...this.#entries,
      { phase, at: previous !== undefined && previous > text ? previous : text },
    ];
    this.#entries = entries.length > maxPhases ? entries.toSpliced(1, entries.length - maxPhases) : entries;
    this.#reason = shown;
    return true;
  }
}
