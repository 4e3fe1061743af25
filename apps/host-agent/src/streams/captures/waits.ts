import type { FoundPoint } from './find-wire.ts';

/** What the interfaces and networks of a capture wait for, in words for its viewer. */
export class Waits {
  readonly #points: readonly FoundPoint[];
  readonly #onChange: (from: number, waitsFor: string | null) => void;
  readonly #now: (string | null)[];
  /** Whether each was there once. */
  readonly #began: boolean[];

  /** @param onChange gets null for what is captured */
  constructor(points: readonly FoundPoint[], onChange: (from: number, waitsFor: string | null) => void) {
    this.#points = points;
    this.#onChange = onChange;
    this.#now = points.map(() => null);
    this.#began = points.map(() => false);
  }

  get now(): readonly (string | null)[] {
    return this.#now;
  }

  set(from: number, isWaiting: boolean): void {
    const point = this.#points[from];
    if (!point) return;
    const waitsFor = isWaiting ? toWords(point, this.#began[from] === true) : null;
    this.#now[from] = waitsFor;
    if (!isWaiting) this.#began[from] = true;
    this.#onChange(from, waitsFor);
  }
}

function toWords({ owner, interface: name }: FoundPoint, began: boolean): string {
  const verb = began ? 'continues' : 'begins';
  if (name === null) return `${owner} is not in place. The capture ${verb} when it is.`;
  return `${owner} ${began ? 'stopped' : 'is not running'}. The capture ${verb} when it starts.`;
}
