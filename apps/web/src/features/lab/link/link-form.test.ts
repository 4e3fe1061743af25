import { linkPresets, noImpairment, perfectLink } from '@pineapple/core';
import { describe, expect, it } from 'vitest';
import { defaultText, errorsOf, fromTexts, toTexts } from './link-form.ts';
import { describeQuality } from './link-words.ts';

describe('the form of a link', () => {
  it('gives back the quality that it was filled with', () => {
    for (const { quality } of [...linkPresets, { quality: perfectLink }])
      expect(fromTexts(toTexts(quality), true)).toEqual(quality);
  });

  it('keeps what belongs to a rate and to bad spells, which do nothing alone', () => {
    const spells = { lossStartPercent: 1, lossEndPercent: 30, lossBadPercent: 0, lossGoodPercent: 0.5 };
    const toContainer = { ...noImpairment, ...spells, rateKbit: 64, rateBurstBytes: 3000, rateQueueMs: 0 };
    const texts = toTexts({ ...perfectLink, toContainer });
    expect(fromTexts(texts, true)).toEqual({ ...perfectLink, toContainer });
    const alone = { ...texts, 'toContainer.lossStartPercent': '', 'toContainer.rateKbit': '' };
    expect(fromTexts(alone, true)).toEqual(perfectLink);
  });

  it('says what an empty burst and an empty queue stand for', () => {
    expect([defaultText('rateBurstBytes', '16000'), defaultText('rateQueueMs', '16000')]).toEqual([
      '10000',
      '100',
    ]);
    expect([defaultText('rateBurstBytes', '64'), defaultText('rateQueueMs', '64')]).toEqual(['1518', '3795']);
    expect(defaultText('lossBadPercent', '')).toBe('100');
  });

  it('has an outage that comes back, a filter as it is, and no outage that happened once', () => {
    const flapping = { ...perfectLink, outage: { downSeconds: 5, upSeconds: 10, since: null } };
    const texts = { ...toTexts(flapping), 'toContainer.dropMatching': ' udp port 53 ' };
    const filtered = { ...noImpairment, dropMatching: 'udp port 53' };
    expect(fromTexts(texts, true)).toEqual({ ...flapping, toContainer: filtered });
    expect(fromTexts(texts, false).outage).toBeNull();
    const once = { ...flapping, outage: { ...flapping.outage, upSeconds: null } };
    expect(toTexts(once)).toEqual(toTexts(perfectLink));
    expect(errorsOf(fromTexts({ ...texts, 'outage.downSeconds': '' }, true))).toEqual({
      'outage.downSeconds': 'The link is down for 0 s. Give 0.1 to 86400 s.',
    });
  });

  it('takes a decimal comma and blanks, and refuses what is no number', () => {
    const texts = {
      ...toTexts(perfectLink),
      'toContainer.lossPercent': ' 2,5 ',
      'fromContainer.rateKbit': '1M',
    };
    const quality = fromTexts(texts, true);
    expect(quality.toContainer).toEqual({ ...noImpairment, lossPercent: 2.5 });
    expect(Object.keys(errorsOf(quality))).toEqual(['fromContainer.rateKbit']);
  });
});

describe('the words for a link', () => {
  const slow = { ...noImpairment, delayMs: 20, jitterMs: 2, rateKbit: 16_000 };
  it.each([
    [null, perfectLink],
    ['down', { ...perfectLink, up: false, toContainer: slow }],
    ['20 ± 2 ms 16 Mbit/s', { ...perfectLink, toContainer: slow, fromContainer: slow }],
    ['in 20 ± 2 ms 16 Mbit/s', { ...perfectLink, toContainer: slow }],
    [
      'out 20 ± 2 ms normal 16 Mbit/s',
      { ...perfectLink, fromContainer: { ...slow, jitterDistribution: 'NORMAL' as const } },
    ],
    [
      'in 20 ± 2 ms 16 Mbit/s, out 0.5 % loss 64 kbit/s',
      {
        ...perfectLink,
        toContainer: slow,
        fromContainer: { ...noImpairment, lossPercent: 0.5, rateKbit: 64 },
      },
    ],
    [
      'flaps 5 s down 10 s up, in 2 % loss in bursts of 5 drops 1 in 3 drops “arp” drops > 1400 B',
      {
        ...perfectLink,
        outage: { downSeconds: 5, upSeconds: 10, since: null },
        toContainer: {
          ...{ ...noImpairment, lossPercent: 2, lossBurst: 5 },
          ...{ dropEvery: 3, dropMatching: 'arp', blackHoleMtu: 1400 },
        },
      },
    ],
  ])('are %j', (words, quality) => {
    expect(describeQuality(quality)).toBe(words);
  });
});
