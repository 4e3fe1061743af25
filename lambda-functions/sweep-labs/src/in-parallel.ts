/**
 * Runs a task for each item, at most `limit` at once.
 *
 * @returns The outcomes in the order of the items. A failure does not affect the other tasks.
 */
export async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  task: (item: T) => Promise<R>,
): Promise<PromiseSettledResult<R>[]> {
  const outcomes: PromiseSettledResult<R>[] = [];
  const queue = items.entries();
  // Async, so that a synchronous throw is an outcome too.
  const attempt = async (item: T): Promise<R> => task(item);
  async function worker(): Promise<void> {
    for (const [index, item] of queue) {
      const [outcome] = await Promise.allSettled([attempt(item)]);
      outcomes[index] = outcome;
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return outcomes;
}
