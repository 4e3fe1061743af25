import { describe, expect, it } from 'vitest';
import { checkLinkQuality } from './link-quality-rules.ts';
import { isUpAt, type LinkOutage, nextChangeAfter, withoutEndedOutage } from './link-outage.ts';

const since = '2026-01-01T00:00:00.000Z';
const start = Date.parse(since);
const at = (seconds: number): number => start + seconds * 1000;
const link = (outage: Partial<LinkOutage>, up = true) => ({
  up,
  outage: { downSeconds: 5, upSeconds: null, since, ...outage },
});

/** Up or down, and when that changes, in seconds from the start. */
function seen(quality: ReturnType<typeof link>, seconds: number) {
  const next = nextChangeAfter(quality, at(seconds));
  return [isUpAt(quality, at(seconds)) ? 'up' : 'down', next === null ? null : (next - start) / 1000];
}

describe('an outage', () => {
  it('begins when it was set, and happens once', () => {
    expect([0, 4.9, 5, 100].map((seconds) => seen(link({}), seconds))).toEqual([
      ['down', 5],
      ['down', 5],
      ['up', null],
      ['up', null],
    ]);
  });

  it('comes back on a link that flaps', () => {
    const flapping = link({ upSeconds: 10 });
    expect([0, 5, 14.999, 15, 305].map((seconds) => seen(flapping, seconds))).toEqual([
      ['down', 5],
      ['up', 15],
      ['up', 15],
      ['down', 20],
      ['up', 315],
    ]);
  });

  it('has just begun for a host whose clock is behind', () => {
    expect(seen(link({}), -60)).toEqual(['down', -55]);
  });

  it('counts from 1970 if it came with a file', () => {
    expect(isUpAt(link({ upSeconds: 10, since: null }), 4_999)).toBe(false);
    expect(isUpAt(link({ upSeconds: 10, since: null }), 5_000)).toBe(true);
    expect(isUpAt(link({ since: null }), at(0))).toBe(true);
  });

  it('is left out once it is over, unless it comes back', () => {
    const left = (outage: Partial<LinkOutage>, seconds: number) =>
      withoutEndedOutage(link(outage), at(seconds)).outage !== null;
    expect([0, 4.9, 5, 100].map((seconds) => left({}, seconds))).toEqual([true, true, false, false]);
    expect(left({ upSeconds: 10 }, 100)).toBe(true);
    expect(left({ since: null }, 0)).toBe(false);
    expect(withoutEndedOutage({ up: true, outage: null }, 0)).toEqual({ up: true, outage: null });
  });

  it('changes nothing on a link that is down', () => {
    expect(seen(link({ upSeconds: 10 }, false), 7)).toEqual(['down', null]);
  });

  it.each<[Partial<LinkOutage>, string, string]>([
    [{ downSeconds: 0 }, 'downSeconds', 'The link is down for 0 s. Give 0.1 to 86400 s.'],
    [{ downSeconds: Number.NaN }, 'downSeconds', 'The link is down for NaN s. Give 0.1 to 86400 s.'],
    [
      { upSeconds: 0.5 },
      'upSeconds',
      'The link is up for 0.5 s. Give 1 to 86400 s, or none for a single outage.',
    ],
  ])('of %o is refused', (outage, field, message) => {
    expect(checkLinkQuality(link(outage), [])).toEqual([{ path: ['outage', field], message }]);
  });
});
