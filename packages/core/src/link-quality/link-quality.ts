/** What a link does to the frames of one direction. All zero and null: nothing. */
export interface Impairment {
  /** Added to each frame, in milliseconds. */
  readonly delayMs: number;
  /** How far the delay varies to either side, in milliseconds. */
  readonly jitterMs: number;
  /** Frames that are dropped at random, 0 to 100. */
  readonly lossPercent: number;
  /** Frames with one bit turned at random, 0 to 100. */
  readonly corruptPercent: number;
  /** Frames that arrive twice, 0 to 100. */
  readonly duplicatePercent: number;
  /** Frames that overtake the delayed ones before them, 0 to 100. */
  readonly reorderPercent: number;
  /** In kilobits a second, counted in whole frames. Null: no limit. */
  readonly rateKbit: number | null;
}

/** Seen from the container. */
export const linkDirections = ['toContainer', 'fromContainer'] as const;
export type LinkDirection = (typeof linkDirections)[number];

/** Whether a link is up, and what it does to frames. An interface without one has a perfect link. */
export interface LinkQuality {
  /** Whether the interface has a carrier. */
  readonly up: boolean;
  readonly toContainer: Impairment;
  readonly fromContainer: Impairment;
}

export const noImpairment: Impairment = {
  delayMs: 0,
  jitterMs: 0,
  lossPercent: 0,
  corruptPercent: 0,
  duplicatePercent: 0,
  reorderPercent: 0,
  rateKbit: null,
};

export const perfectLink: LinkQuality = { up: true, toContainer: noImpairment, fromContainer: noImpairment };

/** The kinds of impairment, in the order in which they are shown. */
export const impairmentKinds = [
  'delay',
  'jitter',
  'loss',
  'corruption',
  'duplication',
  'reordering',
  'rate',
] as const;
export type ImpairmentKind = (typeof impairmentKinds)[number];

/** The field of each kind. */
export const impairmentFields = {
  delay: 'delayMs',
  jitter: 'jitterMs',
  loss: 'lossPercent',
  corruption: 'corruptPercent',
  duplication: 'duplicatePercent',
  reordering: 'reorderPercent',
  rate: 'rateKbit',
} as const satisfies Record<ImpairmentKind, keyof Impairment>;

/** The kinds that an impairment has. */
export function kindsIn(impairment: Impairment): readonly ImpairmentKind[] {
  return impairmentKinds.filter((kind) => {
    const value = impairment[impairmentFields[kind]];
    return value !== null && value !== 0;
  });
}

export function isPerfect({ up, toContainer, fromContainer }: LinkQuality): boolean {
  return up && kindsIn(toContainer).length === 0 && kindsIn(fromContainer).length === 0;
}

/** Two impairments that a frame meets one after the other, as one. */
export function inSeries(one: Impairment, other: Impairment): Impairment {
  const rates = [one.rateKbit, other.rateKbit].filter((rate) => rate !== null);
  return {
    delayMs: one.delayMs + other.delayMs,
    jitterMs: rounded(Math.hypot(one.jitterMs, other.jitterMs)),
    lossPercent: either(one.lossPercent, other.lossPercent),
    corruptPercent: either(one.corruptPercent, other.corruptPercent),
    duplicatePercent: either(one.duplicatePercent, other.duplicatePercent),
    reorderPercent: either(one.reorderPercent, other.reorderPercent),
    rateKbit: rates.length === 0 ? null : Math.min(...rates),
  };
}

/** The probability of at least one of two independent events, in percent. */
function either(one: number, other: number): number {
  return rounded(100 - ((100 - one) * (100 - other)) / 100);
}

/** To six places, so that sums of decimal fractions stay short. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
