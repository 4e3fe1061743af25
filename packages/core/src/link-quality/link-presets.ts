import { type Impairment, type LinkQuality, noImpairment, perfectLink } from './link-quality.ts';

/** A usual kind of link. */
export interface LinkPreset {
  /** Stable, for programs. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** The container is at the customer's end: `toContainer` is downstream. */
  readonly quality: LinkQuality;
}

function preset(
  id: string,
  name: string,
  toContainer: Partial<Impairment>,
  fromContainer: Partial<Impairment>,
): LinkPreset {
  const quality = {
    ...perfectLink,
    toContainer: { ...noImpairment, ...toContainer },
    fromContainer: { ...noImpairment, ...fromContainer },
  };
  return { id, name, quality };
}

/** A delay is one way: half of the round trip that `ping` shows. */
export const linkPresets: readonly LinkPreset[] = [
  preset(
    'dsl',
    'DSL',
    { delayMs: 10, jitterMs: 2, rateKbit: 16_000 },
    { delayMs: 10, jitterMs: 2, rateKbit: 1_000 },
  ),
  preset(
    'lte',
    'LTE',
    { delayMs: 25, jitterMs: 10, lossPercent: 0.1, rateKbit: 20_000 },
    { delayMs: 25, jitterMs: 10, lossPercent: 0.1, rateKbit: 5_000 },
  ),
  preset(
    'satellite',
    'Satellite',
    { delayMs: 300, jitterMs: 10, lossPercent: 0.5, rateKbit: 25_000 },
    { delayMs: 300, jitterMs: 10, lossPercent: 0.5, rateKbit: 3_000 },
  ),
  preset(
    'lossy-wifi',
    'Lossy Wi-Fi',
    { delayMs: 3, jitterMs: 3, lossPercent: 5, rateKbit: 30_000 },
    { delayMs: 3, jitterMs: 3, lossPercent: 5, rateKbit: 30_000 },
  ),
  preset('transatlantic', 'Transatlantic', { delayMs: 40, jitterMs: 1 }, { delayMs: 40, jitterMs: 1 }),
];
