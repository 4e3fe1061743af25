import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIpAddress, parseIpAddress } from './ip-address.ts';

/** A part of an address that `::` can stand for: the index of its first group, and of the one after it. */
type Run = readonly [from: number, to: number];

/** All runs of groups that are zero. */
function runsOfZeros(groups: readonly number[]): Run[] {
  return groups.flatMap((_, from) =>
    groups
      .map((_each, last): Run => [from, last + 1])
      .filter(([, to]) => to > from && groups.slice(from, to).every((group) => group === 0)),
  );
}

interface Spelling {
  readonly gap: Run | null;
  /** Whether each group has four digits. */
  readonly padded: boolean;
  readonly upper: boolean;
  /** Whether the last two groups are written as IPv4, if they are not in the gap. */
  readonly dotted: boolean;
}

function spell(groups: readonly number[], { gap, padded, upper, dotted }: Spelling): string {
  const words = groups.map((group) => group.toString(16).padStart(padded ? 4 : 1, '0'));
  const bytes = groups.slice(6).flatMap((group) => [group >> 8, group & 0xff]);
  const parts = dotted && (gap?.[1] ?? 0) <= 6 ? [...words.slice(0, 6), bytes.join('.')] : words;
  const text =
    gap === null ? parts.join(':') : `${parts.slice(0, gap[0]).join(':')}::${parts.slice(gap[1]).join(':')}`;
  return upper ? text.toUpperCase() : text;
}

/** The short form: no leading zeros, lower case, and `::` for the first of the longest runs of at least two zeros. */
function rfc5952(groups: readonly number[]): string {
  const runs = runsOfZeros(groups).filter(([from, to]) => to - from > 1);
  const longest = Math.max(...runs.map(([from, to]) => to - from));
  const gap = runs.find(([from, to]) => to - from === longest) ?? null;
  return spell(groups, { gap, padded: false, upper: false, dotted: false });
}

describe('an address', () => {
  it('is parsed and formatted as the same IPv4 text', () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        const address = parseIpAddress(text);
        expect(address?.family).toBe(4);
        expect(address && formatIpAddress(address)).toBe(text);
      }),
    );
  });

  it('survives a round trip for any IPv6 value', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), (value) => {
        const text = formatIpAddress({ family: 6, value });
        expect(parseIpAddress(text)).toEqual({ family: 6, value });
      }),
    );
  });

  it('is the same in every spelling of IPv6', () => {
    const spelt = fc
      .array(fc.constantFrom(0, 0, 1, 0xa, 0xdb8, 0xffff), { minLength: 8, maxLength: 8 })
      .chain((groups) =>
        fc.record({
          groups: fc.constant(groups),
          gap: fc.constantFrom(null, ...runsOfZeros(groups)),
          padded: fc.boolean(),
          upper: fc.boolean(),
          dotted: fc.boolean(),
        }),
      );
    fc.assert(
      fc.property(spelt, ({ groups, ...how }) => {
        const value = groups.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
        const text = spell(groups, how);
        expect(parseIpAddress(text), text).toEqual({ family: 6, value });
        expect(formatIpAddress({ family: 6, value })).toBe(rfc5952(groups));
      }),
      { numRuns: 200 },
    );
  });

  it('is formatted in the short form of IPv6', () => {
    const address = parseIpAddress('FD00:0:0:0:0:0:0:10');
    expect(address && formatIpAddress(address)).toBe('fd00::10');
  });

  it.each([
    ['', 'nothing'],
    ['10.0.1', 'three parts'],
    ['10.0.1.1.1', 'five parts'],
    ['10.0.1.256', 'a part above 255'],
    ['010.0.0.1', 'a part that some programs read as octal'],
    ['0x0a.0.0.1', 'a hexadecimal part'],
    ['167772161', 'one number for the whole'],
    ['10.0.0.1 ', 'a space after it'],
    ['10.0.0.-1', 'a negative part'],
    ['fd00::1%eth0', 'a zone'],
    ['fd00::1::2', 'two gaps'],
    ['host', 'a name'],
  ])('is refused as %j: %s', (text) => {
    expect(parseIpAddress(text)).toBeNull();
  });
});
