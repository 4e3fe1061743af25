const storageKey = 'pineapple-reloaded-at';
const minimumIntervalMs = 30_000;

/**
 * Reloads the page when a chunk can't be loaded. A deployment removes the chunks that an open page has not loaded yet,
 * because their names contain a hash. It reloads at most once in 30 seconds, so that a chunk that is really missing
 * does not cause a loop.
 */
export function reloadAfterDeploy(target: Window, now: () => number = Date.now): void {
  target.addEventListener('vite:preloadError', (event) => {
    const last = Number(target.sessionStorage.getItem(storageKey) ?? 0);
    if (now() - last < minimumIntervalMs) return;
    // Without a network nothing could be loaded. What is open stays.
    if (!target.navigator.onLine) return;
    target.sessionStorage.setItem(storageKey, String(now()));
    event.preventDefault();
    target.location.reload();
  });
}
