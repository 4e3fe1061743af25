import { describe, expect, it } from 'vitest';
import { drawLines, filterBetween, peaksOf, unitWords } from './volume-lines.ts';

const all = { interval: 200, frames: [2, 0, 0, 7], bytes: [200, 0, 0, 700] };
const some = { interval: 200, frames: [1], bytes: [100] };

describe('the lines of a graph', () => {
  it('are packets or bits a second, and 0 after the end of a shorter one', () => {
    const lines = [
      { filter: '', volume: all },
      { filter: 'arp', volume: some },
    ];
    expect(drawLines(lines, 'frames')).toEqual({
      times: [0, 0.2, 0.4, 0.6000000000000001],
      drawn: [
        { label: 'All packets', values: [2, 0, 0, 7] },
        { label: 'arp', values: [1, 0, 0, 0] },
      ],
    });
    expect(unitWords('frames', 200)).toBe('packets in each 200 ms');
    expect(drawLines(lines, 'bytes').drawn.map(({ values }) => values[0])).toEqual([8000, 4000]);
  });

  it('are none for an empty capture', () => {
    const nothing = { interval: 1, frames: [], bytes: [] };
    expect(drawLines([{ filter: '', volume: nothing }], 'frames').times).toEqual([]);
    expect(peaksOf(nothing, 'frames', 3)).toEqual([]);
  });

  it('name their busiest intervals, and the frames in one', () => {
    expect(peaksOf(all, 'frames', 5)).toEqual([
      { from: 0.6, until: 0.8, frames: 7, bytes: 700 },
      { from: 0, until: 0.2, frames: 2, bytes: 200 },
    ]);
    expect(filterBetween('', 0.6, 0.8)).toBe('frame.time_relative >= 0.600 && frame.time_relative < 0.800');
    expect(filterBetween('arp || icmp', 0, 1)).toBe(
      '(arp || icmp) && frame.time_relative >= 0.000 && frame.time_relative < 1.000',
    );
  });
});
