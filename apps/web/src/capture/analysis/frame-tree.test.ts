import type { FrameField } from '@pineapple/host-link/analysis';
import { describe, expect, it } from 'vitest';
import { fieldAt, fieldsTo, visibleFields } from './frame-tree.ts';

const field = (
  label: string,
  [start, length]: readonly [number, number],
  fields: readonly FrameField[] = [],
): FrameField => ({
  label,
  range: length === 0 ? null : { source: 0, start, length },
  filter: `${label} == 1`,
  severity: null,
  fields,
});
const flags = field('ip.flags', [20, 1], [field('ip.flags.df', [20, 1])]);
const frame = [
  field('frame', [0, 34], [field('frame.number', [0, 0])]),
  field('eth', [0, 14], [field('eth.dst', [0, 6]), field('eth.src', [6, 6])]),
  field('ip', [14, 20], [field('ip.version', [14, 1]), flags]),
];

describe('visibleFields', () => {
  it('has the fields of open layers, with their places', () => {
    const rows = visibleFields(frame, new Set(['ip']));
    expect(rows.map(({ path, level, isOpen }) => [path, level, isOpen])).toEqual([
      ['0', 1, false],
      ['1', 1, false],
      ['2', 1, true],
      ['2.0', 2, null],
      ['2.1', 2, false],
    ]);
    expect(rows.at(-1)).toMatchObject({ place: 2, siblings: 2 });
  });
});

describe('fieldAt', () => {
  it.each([
    [20, '2.1.0'],
    [7, '1.1'],
    [12, '1'],
    [15, '2'],
  ])('finds the innermost field of byte %i', (offset, path) => {
    expect(fieldAt(frame, 0, offset)).toBe(path);
  });

  it('finds the whole frame where no other layer is, and nothing behind it or elsewhere', () => {
    expect(fieldAt([field('frame', [0, 40])], 0, 39)).toBe('0');
    expect(fieldAt(frame, 0, 34)).toBeNull();
    expect(fieldAt(frame, 1, 0)).toBeNull();
  });
});

it('names the fields on the way to a path', () => {
  expect(fieldsTo(frame, '2.1.0').map(({ label }) => label)).toEqual(['ip', 'ip.flags', 'ip.flags.df']);
});
