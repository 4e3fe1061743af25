import type { Issue } from '../edit-error.ts';
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

const percents = ['loss', 'corruption', 'duplication', 'reordering'] as const satisfies ImpairmentKind[];

/**
 * Every broken rule of a link's quality.
 *
 * @param path - Where in the input it is.
 */
export function checkLinkQuality(quality: Partial<LinkQuality>, path: readonly string[]): readonly Issue[] {
  return linkDirections.flatMap((direction) => {
    const impairment = quality[direction];
    return impairment === undefined ? [] : checkImpairment(impairment, [...path, direction]);
  });
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
  if (issues.length > 0) return issues;
  if (jitterMs > delayMs)
    refuse(
      'jitter',
      `The jitter is ${jitterMs} ms and the delay ${delayMs} ms. Give a delay of at least the jitter.`,
    );
  if (reorderPercent > 0 && delayMs === 0)
    refuse('reordering', 'Frames can overtake delayed ones only. Give a delay too, or no reordering.');
  return issues;
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isFinite(value) && value >= least && value <= most;
}
