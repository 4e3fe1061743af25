import { linkPresets, noImpairment, perfectLink } from '@pineapple/core';
import { describe, expect, it } from 'vitest';
import { errorsOf, fromTexts, toTexts } from './link-form.ts';
import { describeQuality } from './link-words.ts';

describe('the form of a link', () => {
  it('gives back the quality that it was filled with', () => {
    for (const { quality } of [...linkPresets, { quality: perfectLink }])
      expect(fromTexts(toTexts(quality), true)).toEqual(quality);
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
    ['20 ± 2 ms 16 Mbit/s', { up: true, toContainer: slow, fromContainer: slow }],
    ['in 20 ± 2 ms 16 Mbit/s', { ...perfectLink, toContainer: slow }],
    [
      'in 20 ± 2 ms 16 Mbit/s, out 0.5 % loss 64 kbit/s',
      { up: true, toContainer: slow, fromContainer: { ...noImpairment, lossPercent: 0.5, rateKbit: 64 } },
    ],
  ])('are %j', (words, quality) => {
    expect(describeQuality(quality)).toBe(words);
  });
});
