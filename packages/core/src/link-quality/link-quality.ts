import type { LinkOutage } from './link-outage.ts';

/** How the delays of frames vary. The jitter is the most that an even one varies, and the standard deviation of a normal one. */
export const jitterDistributions = ['UNIFORM', 'NORMAL', 'PARETO', 'PARETO_NORMAL'] as const;
export type JitterDistribution = (typeof jitterDistributions)[number];

/** What a link does to the frames of one direction. All zero and null: nothing. */
export interface Impairment {
  /** Added to each frame, in milliseconds. */
  readonly delayMs: number;
  /** How far the delay varies to either side, in milliseconds. */
  readonly jitterMs: number;
  /** Does nothing without jitter. */
  readonly jitterDistribution: JitterDistribution;
  /** Frames that are dropped at random, 0 to 100. */
  readonly lossPercent: number;
  /** How many frames are lost in a row on average. Zero: each is lost or not by itself. */
  readonly lossBurst: number;
  /**
   * The model of Gilbert and Elliott: a link is good or bad, and loses a share of the frames in each state. The chance that it
   * turns bad before a frame, 0 to 100 (p). Zero: it never does, and the next three do nothing.
   */
  readonly lossStartPercent: number;
  /** The chance that a bad link turns good before a frame (r). */
  readonly lossEndPercent: number;
  /** The share that a bad link loses (1-h). */
  readonly lossBadPercent: number;
  /** The share that a good link loses (1-k). */
  readonly lossGoodPercent: number;
  /** Each frame whose number is a multiple of this one is dropped. Zero: none. */
  readonly dropEvery: number;
  /** Frames that match this packet filter are dropped. Null: none. */
  readonly dropMatching: string | null;
  /** Packets of more bytes, without their Ethernet header, are dropped without an answer. Null: none. */
  readonly blackHoleMtu: number | null;
  /** Frames with one bit turned at random, 0 to 100. */
  readonly corruptPercent: number;
  /** Frames that arrive twice, 0 to 100. */
  readonly duplicatePercent: number;
  /** Frames that overtake the delayed ones before them, 0 to 100. */
  readonly reorderPercent: number;
  /** In kilobits a second, counted in whole frames. Null: no limit. */
  readonly rateKbit: number | null;
  /** What may be sent at full speed after a pause, at least one frame. Null: `defaultBurstMs` of the rate. Does nothing without a rate. */
  readonly rateBurstBytes: number | null;
  /** How long frames wait for a slow link at most. Null: `defaultQueueMs`, but at least some frames. Does nothing without a rate. */
  readonly rateQueueMs: number | null;
}

/** Seen from the container. */
export const linkDirections = ['toContainer', 'fromContainer'] as const;
export type LinkDirection = (typeof linkDirections)[number];

/** Whether a link is up, and what it does to frames. An interface without one has a perfect link. */
export interface LinkQuality {
  /** Whether the interface has a carrier. */
  readonly up: boolean;
  /** When a link that is up is without a carrier for a time. Null: never. */
  readonly outage: LinkOutage | null;
  readonly toContainer: Impairment;
  readonly fromContainer: Impairment;
}

export const noImpairment: Impairment = {
  delayMs: 0,
  jitterMs: 0,
  jitterDistribution: 'UNIFORM',
  lossPercent: 0,
  lossBurst: 0,
  lossStartPercent: 0,
  lossEndPercent: 0,
  lossBadPercent: 100,
  lossGoodPercent: 0,
  dropEvery: 0,
  dropMatching: null,
  blackHoleMtu: null,
  corruptPercent: 0,
  duplicatePercent: 0,
  reorderPercent: 0,
  rateKbit: null,
  rateBurstBytes: null,
  rateQueueMs: null,
};

/** How much a link with a rate sends at full speed after a pause, in milliseconds of the rate. */
export const defaultBurstMs = 5;
/** How long frames wait for a slow link at most. At 1 kbit/s a single one takes longer: so many frames wait in any case. */
export const defaultQueueMs = 100;
export const leastQueuedFrames = 20;

export const perfectLink: LinkQuality = {
  up: true,
  outage: null,
  toContainer: noImpairment,
  fromContainer: noImpairment,
};

/** The kinds of impairment, in the order in which they are shown. */
export const impairmentKinds = [
  'delay',
  'jitter',
  'loss',
  'bursts',
  'spells',
  'nth',
  'matching',
  'oversize',
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
  bursts: 'lossBurst',
  spells: 'lossStartPercent',
  nth: 'dropEvery',
  matching: 'dropMatching',
  oversize: 'blackHoleMtu',
  corruption: 'corruptPercent',
  duplication: 'duplicatePercent',
  reordering: 'reorderPercent',
  rate: 'rateKbit',
} as const satisfies Record<ImpairmentKind, keyof Impairment>;

/** The kinds that an impairment has. */
export function kindsIn(impairment: Impairment): readonly ImpairmentKind[] {
  return impairmentKinds.filter((kind) => {
    const value = impairment[impairmentFields[kind]];
    return value !== null && value !== 0 && value !== '';
  });
}

/** The fields that say more about a kind. Without it they do nothing. */
export const modifierFields = {
  jitter: ['jitterDistribution'],
  spells: ['lossEndPercent', 'lossBadPercent', 'lossGoodPercent'],
  rate: ['rateBurstBytes', 'rateQueueMs'],
} as const satisfies Partial<Record<ImpairmentKind, readonly (keyof Impairment)[]>>;

/** The fields of an impairment that do something, and differ from what they are when left out. */
export function givenFields(impairment: Impairment): Partial<Impairment> {
  const fields = kindsIn(impairment).flatMap((kind): readonly (keyof Impairment)[] => [
    impairmentFields[kind],
    ...(kind in modifierFields ? modifierFields[kind as keyof typeof modifierFields] : []),
  ]);
  const given = fields.filter((field) => impairment[field] !== noImpairment[field]);
  return Object.fromEntries(given.map((field) => [field, impairment[field]]));
}

export function isPerfect({ up, outage, toContainer, fromContainer }: LinkQuality): boolean {
  return up && outage === null && kindsIn(toContainer).length === 0 && kindsIn(fromContainer).length === 0;
}

/**
 * Two impairments that a frame meets one after the other, as one. Drops that are counted, in bursts or by a filter can't be
 * added up: they are left out.
 */
export function inSeries(one: Impairment, other: Impairment): Impairment {
  return {
    ...noImpairment,
    delayMs: one.delayMs + other.delayMs,
    jitterMs: rounded(Math.hypot(one.jitterMs, other.jitterMs)),
    jitterDistribution: sumOfDistributions(one, other),
    lossPercent: either(one.lossPercent, other.lossPercent),
    corruptPercent: either(one.corruptPercent, other.corruptPercent),
    duplicatePercent: either(one.duplicatePercent, other.duplicatePercent),
    reorderPercent: either(one.reorderPercent, other.reorderPercent),
    blackHoleMtu: lower(one.blackHoleMtu, other.blackHoleMtu),
    ...slowerRate(one, other),
  };
}

/** The burst and the queue are those of the slower link, where frames wait. */
function slowerRate(one: Impairment, other: Impairment) {
  const rateKbit = lower(one.rateKbit, other.rateKbit);
  const { rateBurstBytes, rateQueueMs } = rateKbit === one.rateKbit && rateKbit !== null ? one : other;
  return { rateKbit, rateBurstBytes, rateQueueMs };
}

/** A sum of two has a peak, as the normal distribution. */
function sumOfDistributions(one: Impairment, other: Impairment): JitterDistribution {
  if (one.jitterMs === 0) return other.jitterDistribution;
  if (other.jitterMs === 0 || one.jitterDistribution === other.jitterDistribution)
    return one.jitterDistribution;
  return 'NORMAL';
}

/** Null is no limit. */
function lower(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

/** The probability of at least one of two independent events, in percent. */
function either(one: number, other: number): number {
  return rounded(100 - ((100 - one) * (100 - other)) / 100);
}

/** To six places, so that sums of decimal fractions stay short. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
