import { describe, expect, it } from 'vitest';
import { checkLinkQuality } from './link-quality-rules.ts';
import { linkQualitySchema } from './link-quality-schema.ts';
import { describeLimits, type LinkLimit, limitsMet } from './link-limits.ts';
import { linkPresets } from './link-presets.ts';
import { type Impairment, inSeries, isPerfect, noImpairment, perfectLink } from './link-quality.ts';

function impaired(change: Partial<Impairment>): Impairment {
  return { ...noImpairment, ...change };
}

describe('the rules of a link', () => {
  it.each<[string, Partial<Impairment>, string]>([
    ['lossPercent', { lossPercent: 200 }, 'The loss is 200 %. Give 0 to 100 %.'],
    ['lossPercent', { lossPercent: -0.1 }, 'The loss is -0.1 %. Give 0 to 100 %.'],
    ['duplicatePercent', { duplicatePercent: Number.NaN }, 'The duplication is NaN %. Give 0 to 100 %.'],
    ['delayMs', { delayMs: -5 }, 'The delay is -5 ms. Give 0 to 60000 ms.'],
    ['delayMs', { delayMs: 60_001 }, 'The delay is 60001 ms. Give 0 to 60000 ms.'],
    [
      'rateKbit',
      { rateKbit: 0 },
      'The rate is 0 kbit/s. Give a whole number from 1 to 100000000, or none for no limit.',
    ],
    [
      'rateKbit',
      { rateKbit: 1.5 },
      'The rate is 1.5 kbit/s. Give a whole number from 1 to 100000000, or none for no limit.',
    ],
    [
      'jitterMs',
      { delayMs: 5, jitterMs: 6 },
      'The jitter is 6 ms and the delay 5 ms. Give a delay of at least the jitter.',
    ],
    [
      'reorderPercent',
      { reorderPercent: 1 },
      'Frames can overtake delayed ones only. Give a delay too, or no reordering.',
    ],
    ['lossEndPercent', { lossStartPercent: 1 }, 'The first bad spell never ends. Give a chance above 0 %.'],
    [
      'lossStartPercent',
      { lossGoodPercent: 1 },
      'No bad spell ever starts. Give a chance above 0 %, or leave the other three out.',
    ],
    [
      'lossBadPercent',
      { lossStartPercent: 1, lossEndPercent: 5, lossBadPercent: 101 },
      'The loss in a bad spell is 101 %. Give 0 to 100 %.',
    ],
    [
      'lossBurst',
      { lossStartPercent: 1, lossEndPercent: 5, lossPercent: 2, lossBurst: 4 },
      'Bad spells are bursts of loss too. Give one of both.',
    ],
    [
      'rateBurstBytes',
      { rateKbit: 8, rateBurstBytes: 60_001 },
      'The burst is 60001 bytes. Give a whole number from 100 to 60000 at this rate, or none.',
    ],
    [
      'rateQueueMs',
      { rateKbit: 8, rateQueueMs: -1 },
      'The queue is -1 ms long. Give 0 to 60000 ms at this rate, or none.',
    ],
    ['rateQueueMs', { rateQueueMs: 10 }, 'It does nothing without a rate. Give a rate too, or leave it out.'],
    [
      'dropEvery',
      { dropEvery: 1 },
      "Every 1th frame can't be dropped. Give a whole number from 2 to 1000000, or 0 for none.",
    ],
    [
      'blackHoleMtu',
      { blackHoleMtu: 50 },
      'The MTU of the black hole is 50. Give a whole number from 68 to 9500, or none.',
    ],
    [
      'dropMatching',
      { dropMatching: 'tcp prt 80' },
      "The filter does not compile: 'prt' stands at character 5 instead of and, or.",
    ],
    [
      'lossBurst',
      { lossBurst: 4 },
      'The loss is 0 %, which has no bursts. Give a loss between 0 and 100 %, or bursts of 0.',
    ],
    [
      'lossBurst',
      { lossBurst: 1.5, lossPercent: 50 },
      'The bursts are 1.5 frames long. Give 2 to 1000 frames at this loss, or 0 for loss at random.',
    ],
  ])('refuse %s of %o', (field, change, message) => {
    const quality = { ...perfectLink, fromContainer: impaired(change) };
    expect(checkLinkQuality(quality, ['link'])).toEqual([
      { path: ['link', 'fromContainer', field], message },
    ]);
  });

  it('report every broken one of both directions', () => {
    const both = {
      toContainer: impaired({ lossPercent: 101, rateKbit: -1 }),
      fromContainer: impaired({ delayMs: -1 }),
    };
    const fields = checkLinkQuality(both, []).map(({ path }) => path.join('.'));
    expect(fields).toEqual(['toContainer.lossPercent', 'toContainer.rateKbit', 'fromContainer.delayMs']);
  });

  it('allow every preset, and a link that loses all', () => {
    for (const { quality } of linkPresets) {
      expect(checkLinkQuality(quality, [])).toEqual([]);
      expect(isPerfect(quality)).toBe(false);
    }
    expect(checkLinkQuality({ toContainer: impaired({ lossPercent: 100 }) }, [])).toEqual([]);
  });
});

it('reads a row that lacks what was added later', () => {
  const row = { toContainer: { lossPercent: 3 }, fromContainer: {} };
  expect(linkQualitySchema.parse(row)).toEqual({ ...perfectLink, toContainer: impaired({ lossPercent: 3 }) });
});

it('adds up what a frame meets one after the other', () => {
  const one = impaired({ delayMs: 10, jitterMs: 3, lossPercent: 10, rateKbit: 500 });
  const other = impaired({ delayMs: 0.2, jitterMs: 4, lossPercent: 20 });
  expect(inSeries(one, other)).toEqual(
    impaired({ delayMs: 10.2, jitterMs: 5, lossPercent: 28, rateKbit: 500 }),
  );
  expect(inSeries({ ...other, rateKbit: 900 }, one).rateKbit).toBe(500);
  expect(inSeries(noImpairment, noImpairment)).toEqual(noImpairment);
  const varied = impaired({ jitterMs: 3, jitterDistribution: 'PARETO' });
  expect(inSeries(noImpairment, varied)).toEqual(varied);
  expect(inSeries(varied, impaired({ jitterMs: 4 }))).toEqual(
    impaired({ jitterMs: 5, jitterDistribution: 'NORMAL' }),
  );
  const holes = inSeries(impaired({ blackHoleMtu: 1400 }), impaired({ blackHoleMtu: 1300, dropEvery: 2 }));
  expect(holes).toEqual(impaired({ blackHoleMtu: 1300 }));
});

describe('the limits of a host', () => {
  const limits: LinkLimit[] = [
    { impairment: 'delay', direction: 'toContainer', lacks: 'netem' },
    { impairment: 'delay', direction: 'fromContainer', lacks: 'netem' },
    { impairment: 'rate', direction: 'fromContainer', lacks: 'ifb devices' },
  ];

  it('are met by what a link does in their direction only', () => {
    const fast = { ...perfectLink, toContainer: impaired({ rateKbit: 8, lossPercent: 1 }) };
    expect(limitsMet(fast, limits)).toEqual([]);
    expect(limitsMet({ ...fast, fromContainer: impaired({ delayMs: 1, rateKbit: 8 }) }, limits)).toEqual(
      limits.slice(1),
    );
  });

  it('are described with what the kernel lacks', () => {
    expect(describeLimits(limits)).toBe(
      'The host can give links no delay, because its kernel lacks netem; ' +
        'no rate from the container, because its kernel lacks ifb devices.',
    );
    expect(describeLimits([])).toBeNull();
  });
});
