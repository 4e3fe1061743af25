import {
  type Impairment,
  isPerfect,
  type JitterDistribution,
  type LinkOutage,
  type LinkQuality,
  perfectLink,
} from '@pineapple/core';
import type { Container } from '../model/lab.ts';

type Interface = Container['interfaces'][number];

export const distributionLabels: Readonly<Record<JitterDistribution, string>> = {
  UNIFORM: 'Uniform',
  NORMAL: 'Normal',
  PARETO: 'Pareto',
  PARETO_NORMAL: 'Pareto and normal',
};

/** The quality of an interface's link, as the core package knows it. */
export function qualityOf({ linkUp, quality }: Pick<Interface, 'linkUp' | 'quality'>): LinkQuality {
  return { ...perfectLink, ...quality, up: linkUp };
}

/** What a link does to frames, in a few words such as `20 ms 1 % 16 Mbit/s`. Null for a perfect link. */
export function describeQuality(quality: LinkQuality): string | null {
  if (!quality.up) return 'down';
  if (isPerfect(quality)) return null;
  const outage = quality.outage === null ? '' : describeOutage(quality.outage);
  const [into, out] = [describeImpairment(quality.toContainer), describeImpairment(quality.fromContainer)];
  const frames = into === out ? [into] : [into && `in ${into}`, out && `out ${out}`];
  return [outage, ...frames].filter((part) => part !== '').join(', ');
}

/** True at any time: a single outage has its time of day. */
function describeOutage({ downSeconds, upSeconds, since }: LinkOutage): string {
  if (upSeconds !== null) return `flaps ${downSeconds} s down ${upSeconds} s up`;
  const from = since === null ? '' : ` from ${new Date(since).toLocaleTimeString()}`;
  return `down for ${downSeconds} s${from}`;
}

function describeImpairment(impairment: Impairment): string {
  const {
    delayMs,
    jitterMs,
    jitterDistribution,
    lossPercent,
    corruptPercent,
    duplicatePercent,
    reorderPercent,
    rateKbit,
  } = impairment;
  const { lossBurst, dropEvery, dropMatching, blackHoleMtu, lossStartPercent } = impairment;
  const { lossEndPercent, lossBadPercent, lossGoodPercent } = impairment;
  return [
    delayMs > 0 &&
      `${delayMs}${jitterMs > 0 ? ` ± ${jitterMs}` : ''} ms${nameOf(jitterMs, jitterDistribution)}`,
    lossPercent > 0 && `${lossPercent} % loss${lossBurst > 0 ? ` in bursts of ${lossBurst}` : ''}`,
    lossStartPercent > 0 &&
      `bad spells ${lossStartPercent}/${lossEndPercent}/${lossBadPercent}/${lossGoodPercent} %`,
    dropEvery > 0 && `drops 1 in ${dropEvery}`,
    dropMatching !== null && `drops “${dropMatching}”`,
    blackHoleMtu !== null && `drops > ${blackHoleMtu} B`,
    corruptPercent > 0 && `${corruptPercent} % corrupt`,
    duplicatePercent > 0 && `${duplicatePercent} % twice`,
    reorderPercent > 0 && `${reorderPercent} % reordered`,
    rateKbit !== null && describeRate(rateKbit),
  ]
    .filter((part) => part !== false)
    .join(' ');
}

function nameOf(jitterMs: number, distribution: JitterDistribution): string {
  return jitterMs === 0 || distribution === 'UNIFORM'
    ? ''
    : ` ${distributionLabels[distribution].toLowerCase()}`;
}

function describeRate(kbit: number): string {
  if (kbit < 1000) return `${kbit} kbit/s`;
  if (kbit < 1_000_000) return `${kbit / 1000} Mbit/s`;
  return `${kbit / 1_000_000} Gbit/s`;
}
