/**
 * The value below which a share of the samples lies, by nearest rank: always one of the samples.
 *
 * @param share - From 0 to 1.
 * @throws RangeError when there are no samples.
 */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('There are no samples.');
  return value;
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);
