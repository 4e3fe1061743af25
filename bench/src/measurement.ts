/** The result of a benchmark, with its floor from the same run. */
export interface Measurement {
  /** Its name in the table. */
  readonly what: string;
  readonly unit:
    | 'ms'
    | 'requests/s'
    | 'events/s'
    | 'operations'
    | 'kB'
    | 'MB/s'
    | '$'
    | 'nodes'
    | 'packets'
    | '%'
    | '% of a core';
  readonly value: number;
  /** The cost without the product. Null when the goal is absolute. */
  readonly floor: number | null;
  readonly goal: Goal;
}

export type Goal =
  /** value / floor must not be above this. */
  | { readonly kind: 'at-most'; readonly ratio: number }
  /** value / floor must not be below this. */
  | { readonly kind: 'at-least'; readonly ratio: number }
  /** value must not be above floor by more than this. */
  | { readonly kind: 'at-most-more'; readonly by: number }
  /** No goal: the value is only reported. */
  | { readonly kind: 'reported' }
  /** The value itself must not be above this. */
  | { readonly kind: 'absolute'; readonly most: number };

export function ratioOf({ value, floor }: Measurement): number | null {
  return floor === null ? null : value / floor;
}

export function passes(measurement: Measurement): boolean {
  const { goal, value, floor } = measurement;
  if (goal.kind === 'reported') return true;
  if (goal.kind === 'at-most-more') return value - (floor ?? Number.NaN) <= goal.by;
  if (goal.kind === 'absolute') return value <= goal.most;
  const ratio = ratioOf(measurement) ?? Number.NaN;
  return goal.kind === 'at-most' ? ratio <= goal.ratio : ratio >= goal.ratio;
}

/** Starts what it needs, measures, and stops it again, within three minutes. */
export type Benchmark = (note: (text: string) => void) => Promise<readonly Measurement[]>;
