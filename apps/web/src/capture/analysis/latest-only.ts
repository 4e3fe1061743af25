/** Runs one task at a time. Of the values that come meanwhile, only the last one is used. */
export function latestOnly<T>(task: (value: T) => Promise<void>): (value: T) => void {
  let next: { readonly value: T } | null = null;
  let isRunning = false;
  async function run(): Promise<void> {
    isRunning = true;
    while (next) {
      const { value } = next;
      next = null;
      await task(value);
    }
    isRunning = false;
  }
  return (value) => {
    next = { value };
    if (!isRunning) void run();
  };
}
