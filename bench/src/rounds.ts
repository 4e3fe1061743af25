/** Fewer rounds give no reliable figure. */
const leastRounds = 3;

/**
 * Counts rounds from 0. It stops early when they take longer than the budget: a benchmark may take three minutes,
 * on a slow machine too.
 */
export function* rounds(most: number, budgetMs: number): Generator<number> {
  const end = performance.now() + budgetMs;
  for (let round = 0; round < most; round += 1) {
    if (round >= leastRounds && performance.now() > end) return;
    yield round;
  }
}
