/** Delays between attempts: each is twice as long as the one before, up to a limit, with 10 % jitter. */
interface Backoff {
  /** Waits for the next delay; returns at once if the signal is aborted. */
  wait(): Promise<void>;
  reset(): void;
}

export function backoff(firstMs: number, maxMs: number, signal: AbortSignal): Backoff {
  let next = firstMs;
  return {
    wait: () =>
      new Promise((resolve) => {
        const timer = setTimeout(done, next * (1 + Math.random() / 10));
        function done(): void {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          resolve();
        }
        signal.addEventListener('abort', done);
        if (signal.aborted) done();
        next = Math.min(next * 2, maxMs);
      }),
    reset: () => {
      next = firstMs;
    },
  };
}
