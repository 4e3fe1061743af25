/** Quantiles of each distribution. `shaper` draws one of them for a frame. */
const size = 1024;
/** Stands for one jitter, as in netem's tables. */
const scale = 8192;
/** A table holds 16-bit numbers: four times the jitter. */
const largest = 32_767;

/** In the order of `jitterDistributions`. Their mean is zero. */
export const jitterTables: readonly (readonly number[])[] = makeTables();

function makeTables(): number[][] {
  const shares = Array.from({ length: size }, (_, index) => (index + 0.5) / size);
  const uniform = shares.map((share) => 2 * share - 1);
  const normal = normalQuantiles(shares);
  // As iproute2 makes them for netem: of order 3, less its mean of 1.5.
  const pareto = shares.map((share) => ((1 - share) ** (-1 / 3) - 1.5) * (4 / 3));
  const both = pareto.map((value, index) => 0.75 * value + 0.25 * (normal[index] ?? 0));
  return [uniform, normal, pareto, both].map((table) =>
    table.map((value) => Math.min(Math.round(value * scale), largest)),
  );
}

/** Adds up the density of the standard normal distribution. */
function normalQuantiles(shares: readonly number[]): number[] {
  const step = 1e-3;
  let [at, below] = [-6, 0];
  return shares.map((share) => {
    for (; below < share; at += step)
      below += (Math.exp(-((at + step / 2) ** 2) / 2) / Math.sqrt(2 * Math.PI)) * step;
    return at;
  });
}
