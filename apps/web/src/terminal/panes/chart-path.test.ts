import { expect, it } from 'vitest';
import { chartArea, chartPoints, niceTop } from './chart-path.ts';

it('a chart puts its newest value at the right', () => {
  expect(chartPoints([1], 1, 11)).toBe('240,2');
  expect(chartPoints([0, 1, 9], 1, 11)).toBe('192,47 216,2 240,2');
  expect(chartArea([0, 1], 1, 11)).toBe('216,48 216,47 240,2 240,48');
  expect(chartArea([], 1, 11)).toBe('');
});

it('the scale ends at a round number above all values', () => {
  expect([0, 3, 10, 11, 480].map((highest) => niceTop(highest, 1))).toEqual([1, 5, 10, 20, 500]);
  expect(niceTop(0.013, 0.01)).toBe(0.02);
});
