import { expect, it } from 'vitest';
import { diffLines } from './line-diff.ts';

const shown = (before: string, after: string): string[] =>
  diffLines(before, after).map((line) => (line ? line.sign + line.text : '…'));
const numbers = (last: number): string =>
  Array.from({ length: last }, (_, index) => `${index + 1}\n`).join('');

it('shows the lines that differ with two around them', () => {
  expect(shown(numbers(9), numbers(9).replace('5\n', 'five\nsix\n'))).toEqual([
    '…',
    ' 3',
    ' 4',
    '-5',
    '+five',
    '+six',
    ' 6',
    ' 7',
    '…',
  ]);
  expect(shown('a\nb\nc\n', 'b\nc\nd\n')).toEqual(['-a', ' b', ' c', '+d']);
});

it('shows a new file, an empty one, and a lacking line end', () => {
  expect(shown('', 'a\nb\n')).toEqual(['+a', '+b']);
  expect(shown('a\n', '')).toEqual(['-a']);
  expect(shown('', '')).toEqual([]);
  expect(shown('a\n', 'a')).toEqual(['-a', '+a (no line end)']);
});

it('gives up on comparing texts that have too many lines', () => {
  const [one, other] = [numbers(1000), numbers(1000).replaceAll('\n', '!\n')];
  const lines = shown(one, other);
  expect(lines).toHaveLength(2000);
  expect([lines[0], lines[1000]]).toEqual(['-1', '+1!']);
});
