/** The size of a chart, in units of its view box. */
export const chartSize = { width: 240, height: 48 } as const;

/** The points of a line through `values`, with the newest at the right. The full width holds `samples` values. */
export function chartPoints(values: readonly number[], top: number, samples: number): string {
  const { width, height } = chartSize;
  const step = width / (samples - 1);
  return values
    .map((value, index) => {
      const x = width - (values.length - 1 - index) * step;
      const y = height - 1 - (Math.min(value, top) / top) * (height - 3);
      return `${round(x)},${round(y)}`;
    })
    .join(' ');
}

/** The same line, closed along the bottom for filling. */
export function chartArea(values: readonly number[], top: number, samples: number): string {
  if (values.length === 0) return '';
  const { width, height } = chartSize;
  const start = width - (values.length - 1) * (width / (samples - 1));
  return `${round(start)},${height} ${chartPoints(values, top, samples)} ${width},${height}`;
}

/** The top of the scale: the next 1, 2 or 5 times a power of ten. */
export function niceTop(highest: number, least: number): number {
  const wanted = Math.max(highest, least);
  const power = 10 ** Math.floor(Math.log10(wanted));
  return ([1, 2, 5].find((step) => step * power >= wanted) ?? 10) * power;
}

/** The top of the scale for memory: the next power of two, at least 1 MiB. */
export function binaryTop(highest: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(highest * 1.1, 2 ** 20)));
}

const round = (value: number): number => Math.round(value * 10) / 10;
