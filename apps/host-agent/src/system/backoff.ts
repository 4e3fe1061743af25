/** Waits that double from one failure to the next, up to a limit, with a tenth of chance in them. */
export interface Backoff {
  /** Waits; at once where the signal is aborted. */
  wait(): Promise<void>;
  reset(): void;
}

export function backoff(firstMs: number, mostMs: number, signal: AbortSignal): Backoff {
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
        next = Math.min(next * 2, mostMs);
      }),
    reset: () => {
      next = firstMs;
    },
  };
}
