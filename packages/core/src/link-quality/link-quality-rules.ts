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
  const refuse = (kind: ImpairmentKind, message: string): void => {
    issues.push({ path: [...path, impairmentFields[kind]], message });
  };
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

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isFinite(value) && value >= least && value <= most;
}
