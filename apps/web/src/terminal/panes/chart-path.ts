/** Where a chart's drawing lies, in units of its view box. */
export const chartSize = { width: 240, height: 48 } as const;

/** The points of a line through `values`, newest at the right, `room` of them from side to side. */
export function chartPoints(values: readonly number[], top: number, room: number): string {
  const { width, height } = chartSize;
  const step = width / (room - 1);
  return values
    .map((value, index) => {
      const x = width - (values.length - 1 - index) * step;
      const y = height - 1 - (Math.min(value, top) / top) * (height - 3);
      return `${round(x)},${round(y)}`;
    })
    .join(' ');
}

/** The same, closed along the bottom, to be filled. */
export function chartArea(values: readonly number[], top: number, room: number): string {
  if (values.length === 0) return '';
  const { width, height } = chartSize;
  const start = width - (values.length - 1) * (width / (room - 1));
  return `${round(start)},${height} ${chartPoints(values, top, room)} ${width},${height}`;
}

/** A top that leaves the line some room: the next 1, 2 or 5 with zeros. */
export function niceTop(highest: number, least: number): number {
  const wanted = Math.max(highest, least);
  const power = 10 ** Math.floor(Math.log10(wanted));
  return ([1, 2, 5].find((step) => step * power >= wanted) ?? 10) * power;
}

/** The same for memory: the next power of two, a mebibyte at least. */
export function binaryTop(highest: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(highest * 1.1, 2 ** 20)));
}

const round = (value: number): number => Math.round(value * 10) / 10;
