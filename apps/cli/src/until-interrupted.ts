/** A signal that aborts with Ctrl-C. */
export function untilInterrupted(): Disposable & { readonly signal: AbortSignal } {
  const stopped = new AbortController();
  const stop = (): void => stopped.abort();
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return {
    signal: stopped.signal,
    [Symbol.dispose]: () => void process.off('SIGINT', stop).off('SIGTERM', stop),
  };
}
