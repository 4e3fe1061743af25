import type { CapturedVolume } from '@pineapple/host-link/analysis';
import { formatDuration } from '../../ui/durations.ts';

export const units = { frames: 'Packets', bytes: 'bit/s' } as const;
export type VolumeUnit = keyof typeof units;

/** What the lines show. An interval may be so short that a packet in it would be hundreds a second. */
export function unitWords(unit: VolumeUnit, interval: number): string {
  return unit === 'frames' ? `packets in each ${formatDuration(interval)}` : units[unit];
}

/** What a line of the graph counts: the frames that match a display filter; empty for all. */
export interface VolumeLine {
  readonly filter: string;
  readonly volume: CapturedVolume;
}

/** A line as it is drawn: the packets of each interval, or its bits a second. */
export interface DrawnLine {
  readonly label: string;
  readonly values: readonly number[];
}

/** The begins of the intervals in seconds, and the lines over them. A line that ends early is 0 after its end. */
export function drawLines(
  lines: readonly VolumeLine[],
  unit: VolumeUnit,
): { readonly times: readonly number[]; readonly drawn: readonly DrawnLine[] } {
  const length = Math.max(0, ...lines.map(({ volume }) => volume.frames.length));
  const seconds = (lines[0]?.volume.interval ?? 1000) / 1000;
  const factor = unit === 'frames' ? 1 : 8 / seconds;
  return {
    times: Array.from({ length }, (_, index) => index * seconds),
    drawn: lines.map(({ filter, volume }) => ({
      label: lineLabel(filter),
      values: Array.from({ length }, (_, index) => (volume[unit][index] ?? 0) * factor),
    })),
  };
}

export function lineLabel(filter: string): string {
  return filter === '' ? 'All packets' : filter;
}

/** A display filter for the frames between two times, in seconds since the first frame, that a line counts. */
export function filterBetween(filter: string, from: number, until: number): string {
  const range = `frame.time_relative >= ${from.toFixed(3)} && frame.time_relative < ${until.toFixed(3)}`;
  return filter === '' ? range : `(${filter}) && ${range}`;
}

export interface Peak {
  /** Seconds since the first frame. */
  readonly from: number;
  readonly until: number;
  readonly frames: number;
  readonly bytes: number;
}

/** The intervals with the most of a unit, the busiest first. */
export function peaksOf({ interval, frames, bytes }: CapturedVolume, unit: VolumeUnit, most: number): Peak[] {
  return frames
    .map((count, index) => ({
      ...{ from: (index * interval) / 1000, until: ((index + 1) * interval) / 1000 },
      ...{ frames: count, bytes: bytes[index] ?? 0 },
    }))
    .filter((peak) => peak.frames > 0)
    .sort((a, b) => b[unit] - a[unit] || a.from - b.from)
    .slice(0, most);
}
