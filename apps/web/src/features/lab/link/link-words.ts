import { type Impairment, isPerfect, type LinkQuality, perfectLink } from '@pineapple/core';
import type { Container } from '../model/lab.ts';

type Interface = Container['interfaces'][number];

/** The quality of an interface's link, as the core package knows it. */
export function qualityOf({ linkUp, quality }: Pick<Interface, 'linkUp' | 'quality'>): LinkQuality {
  return { ...perfectLink, ...quality, up: linkUp };
}

/** What a link does to frames, in a few words such as `20 ms 1 % 16 Mbit/s`. Null for a perfect link. */
export function describeQuality(quality: LinkQuality): string | null {
  if (!quality.up) return 'down';
  if (isPerfect(quality)) return null;
  const [into, out] = [describeImpairment(quality.toContainer), describeImpairment(quality.fromContainer)];
  if (into === out) return into;
  return [into && `in ${into}`, out && `out ${out}`].filter((part) => part !== '').join(', ');
}

function describeImpairment(impairment: Impairment): string {
  const { delayMs, jitterMs, lossPercent, corruptPercent, duplicatePercent, reorderPercent, rateKbit } =
    impairment;
  return [
    delayMs > 0 && `${delayMs}${jitterMs > 0 ? ` ± ${jitterMs}` : ''} ms`,
    lossPercent > 0 && `${lossPercent} % loss`,
    corruptPercent > 0 && `${corruptPercent} % corrupt`,
    duplicatePercent > 0 && `${duplicatePercent} % twice`,
    reorderPercent > 0 && `${reorderPercent} % reordered`,
    rateKbit !== null && describeRate(rateKbit),
  ]
    .filter((part) => part !== false)
    .join(' ');
}

function describeRate(kbit: number): string {
  if (kbit < 1000) return `${kbit} kbit/s`;
  if (kbit < 1_000_000) return `${kbit / 1000} Mbit/s`;
  return `${kbit / 1_000_000} Gbit/s`;
}
