import { StreamRefusal } from './stream-refusal.ts';

/** How many streams of a kind may be open at the same time. */
export interface SlotLimits {
  readonly perLab: number;
  readonly perHost: number;
}

/** Counts the open streams of one kind on this host. */
export class StreamSlots {
  /** What refusals call them, such as `captures`. */
  readonly #what: string;
  readonly #limits: SlotLimits;
  readonly #byLab = new Map<string, number>();
  #used = 0;

  constructor(what: string, limits: SlotLimits) {
    this.#what = what;
    this.#limits = limits;
  }

  /** Takes a place. @returns a function that gives it back @throws StreamRefusal when there is none */
  take(labId: string): () => void {
    const { perLab, perHost } = this.#limits;
    const ofLab = this.#byLab.get(labId) ?? 0;
    if (ofLab >= perLab)
      throw new StreamRefusal(
        'LIMIT',
        `The lab has ${perLab} ${this.#what} on this host, which is the limit.`,
      );
    if (this.#used >= perHost)
      throw new StreamRefusal(
        'LIMIT',
        `The host has ${perHost} ${this.#what}, which is the limit. Try again later.`,
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
