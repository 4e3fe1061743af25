import type { Issue } from '../edit-error.ts';
import { largestMtu, smallestMtu } from '../addressing/mtu.ts';
import { checkDropFilter } from './drop-filter.ts';
import { checkOutage } from './link-outage.ts';
import {
  type Impairment,
  impairmentFields,
  type ImpairmentKind,
  linkDirections,
  type LinkQuality,
} from './link-quality.ts';

/** One minute. */
export const mostDelayMs = 60_000;
/** 100 Gbit/s. */
export const mostRateKbit = 100_000_000;
/** Frames in a row. */
export const mostBurst = 1000;
export const mostDropEvery = 1_000_000;
/** In bytes. */
export const [leastRateBurst, mostRateBurst] = [100, 100_000_000];
/** What `tc` can count. */
const [mostQueueBytes, mostBurstMs] = [2_000_000_000, 60_000];

const percents = ['loss', 'corruption', 'duplication', 'reordering'] as const satisfies ImpairmentKind[];

/**
 * Every broken rule of a link's quality.
 *
 * @param path - Where in the input it is.
 */
export function checkLinkQuality(quality: Partial<LinkQuality>, path: readonly string[]): readonly Issue[] {
  const { outage = null } = quality;
  return [
    ...(outage === null ? [] : checkOutage(outage, quality.up ?? true, [...path, 'outage'])),
    ...linkDirections.flatMap((direction) => {
      const impairment = quality[direction];
      return impairment === undefined ? [] : checkImpairment(impairment, [...path, direction]);
    }),
  ];
}

function checkImpairment(impairment: Impairment, path: readonly string[]): readonly Issue[] {
  const issues: Issue[] = [];
  const refuseField: Refuse = (field, message) => {
    issues.push({ path: [...path, field], message });
  };
  const refuse = (kind: ImpairmentKind, message: string): void =>
    refuseField(impairmentFields[kind], message);
  for (const kind of ['delay', 'jitter'] as const) {
    const value = impairment[impairmentFields[kind]];
    if (!isWithin(value, 0, mostDelayMs))
      refuse(kind, `The ${kind} is ${value} ms. Give 0 to ${mostDelayMs} ms.`);
  }
  for (const kind of percents) {
    const value = impairment[impairmentFields[kind]];
    if (!isWithin(value, 0, 100)) refuse(kind, `The ${kind} is ${value} %. Give 0 to 100 %.`);
  }
  const { delayMs, jitterMs, reorderPercent, rateKbit } = impairment;
  if (rateKbit !== null && !(Number.isInteger(rateKbit) && isWithin(rateKbit, 1, mostRateKbit)))
    refuse(
      'rate',
      `The rate is ${rateKbit} kbit/s. Give a whole number from 1 to ${mostRateKbit}, or none for no limit.`,
    );
  const { dropEvery, dropMatching, blackHoleMtu } = impairment;
  if (dropEvery !== 0 && !(Number.isInteger(dropEvery) && isWithin(dropEvery, 2, mostDropEvery)))
    refuse(
      'nth',
      `Every ${dropEvery}th frame can't be dropped. Give a whole number from 2 to ${mostDropEvery}, or 0 for none.`,
    );
  if (
    blackHoleMtu !== null &&
    !(Number.isInteger(blackHoleMtu) && isWithin(blackHoleMtu, smallestMtu, largestMtu))
  )
    refuse(
      'oversize',
      `The MTU of the black hole is ${blackHoleMtu}. Give a whole number from ${smallestMtu} to ${largestMtu}, or none.`,
    );
  const filterError = dropMatching === null ? null : checkDropFilter(dropMatching);
  if (filterError !== null) refuse('matching', filterError);
  checkSpells(impairment, refuseField);
  checkQueue(impairment, refuseField);
  if (issues.length > 0) return issues;
  const burstError = checkBurst(impairment);
  if (burstError !== null) refuse('bursts', burstError);
  if (jitterMs > delayMs)
    refuse(
      'jitter',
      `The jitter is ${jitterMs} ms and the delay ${delayMs} ms. Give a delay of at least the jitter.`,
    );
  if (reorderPercent > 0 && delayMs === 0)
    refuse('reordering', 'Frames can overtake delayed ones only. Give a delay too, or no reordering.');
  return issues;
}

/** Loss at random has bursts too: 1 / (1 - loss) frames on average. */
function checkBurst({ lossPercent, lossBurst }: Impairment): string | null {
  if (lossBurst === 0) return null;
  if (lossPercent === 0 || lossPercent === 100)
    return `The loss is ${lossPercent} %, which has no bursts. Give a loss between 0 and 100 %, or bursts of 0.`;
  const least = Math.ceil((100 / (100 - lossPercent)) * 100) / 100;
  return isWithin(lossBurst, least, mostBurst)
    ? null
    : `The bursts are ${lossBurst} frames long. Give ${least} to ${mostBurst} frames at this loss, or 0 for loss at random.`;
}

type Refuse = (field: keyof Impairment, message: string) => void;

/** The four chances of the model of Gilbert and Elliott. */
function checkSpells(impairment: Impairment, refuse: Refuse): void {
  const { lossStartPercent, lossEndPercent, lossBadPercent, lossGoodPercent, lossBurst } = impairment;
  const chances = {
    lossStartPercent: 'chance that a bad spell starts',
    lossEndPercent: 'chance that a bad spell ends',
    lossBadPercent: 'loss in a bad spell',
    lossGoodPercent: 'loss outside of bad spells',
  } as const;
  for (const field of ['lossStartPercent', 'lossEndPercent', 'lossBadPercent', 'lossGoodPercent'] as const) {
    const value = impairment[field];
    if (!isWithin(value, 0, 100)) refuse(field, `The ${chances[field]} is ${value} %. Give 0 to 100 %.`);
  }
  if (lossStartPercent === 0 && (lossEndPercent > 0 || lossBadPercent < 100 || lossGoodPercent > 0))
    refuse(
      'lossStartPercent',
      'No bad spell ever starts. Give a chance above 0 %, or leave the other three out.',
    );
  if (lossStartPercent > 0 && lossEndPercent === 0)
    refuse('lossEndPercent', 'The first bad spell never ends. Give a chance above 0 %.');
  if (lossStartPercent > 0 && lossBurst > 0)
    refuse('lossBurst', 'Bad spells are bursts of loss too. Give one of both.');
}

function checkQueue({ rateKbit, rateBurstBytes, rateQueueMs }: Impairment, refuse: Refuse): void {
  const needsRate = 'It does nothing without a rate. Give a rate too, or leave it out.';
  if (rateBurstBytes !== null) {
    const most =
      rateKbit === null ? mostRateBurst : Math.min(mostRateBurst, Math.floor((rateKbit / 8) * mostBurstMs));
    if (!(Number.isInteger(rateBurstBytes) && isWithin(rateBurstBytes, leastRateBurst, most)))
      refuse(
        'rateBurstBytes',
        `The burst is ${rateBurstBytes} bytes. Give a whole number from ${leastRateBurst} to ${most} at this rate, or none.`,
      );
    else if (rateKbit === null) refuse('rateBurstBytes', needsRate);
  }
  if (rateQueueMs !== null) {
    const most =
      rateKbit === null ? mostDelayMs : Math.min(mostDelayMs, Math.floor((mostQueueBytes * 8) / rateKbit));
    if (!isWithin(rateQueueMs, 0, most))
      refuse(
        'rateQueueMs',
        `The queue is ${rateQueueMs} ms long. Give 0 to ${most} ms at this rate, or none.`,
      );
    else if (rateKbit === null) refuse('rateQueueMs', needsRate);
  }
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isFinite(value) && value >= least && value <= most;
}
