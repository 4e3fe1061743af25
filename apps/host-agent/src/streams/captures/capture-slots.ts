import { StreamRefusal } from '../stream-refusal.ts';

/** How many captures may run at the same time. */
export interface CaptureLimits {
  readonly perLab: number;
  readonly perHost: number;
}

export const defaultCaptureLimits: CaptureLimits = { perLab: 8, perHost: 32 };

/** Counts the captures that run on this host. */
export class CaptureSlots {
  readonly #limits: CaptureLimits;
  readonly #byLab = new Map<string, number>();
  #used = 0;

  constructor(limits: CaptureLimits) {
    this.#limits = limits;
  }

  /** Takes a place. @returns a function that gives it back @throws StreamRefusal when there is none */
  take(labId: string): () => void {
    const { perLab, perHost } = this.#limits;
    const ofLab = this.#byLab.get(labId) ?? 0;
    if (ofLab >= perLab)
      throw new StreamRefusal('LIMIT', `The lab has ${perLab} captures on this host, which is the limit.`);
    if (this.#used >= perHost)
      throw new StreamRefusal(
        'LIMIT',
        `The host has ${perHost} captures, which is the limit. Try again later.`,
      );
    this.#byLab.set(labId, ofLab + 1);
    this.#used += 1;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.#used -= 1;
      const left = (this.#byLab.get(labId) ?? 1) - 1;
      if (left === 0) this.#byLab.delete(labId);
      else this.#byLab.set(labId, left);
    };
  }
}
