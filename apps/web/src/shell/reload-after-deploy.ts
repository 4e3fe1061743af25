const storageKey = 'pineapple-reloaded-at';
const notAgainWithinMs = 30_000;

/**
 * After a deployment the parts that an open page has yet to load are gone, because their names carry a hash. The
 * page is then loaded again, with the new parts; but only once, so that a part that is truly missing does not
 * make it reload for ever.
 */
export function reloadAfterDeploy(target: Window, now: () => number = Date.now): void {
  target.addEventListener('vite:preloadError', (event) => {
    const last = Number(target.sessionStorage.getItem(storageKey) ?? 0);
    if (now() - last < notAgainWithinMs) return;
    target.sessionStorage.setItem(storageKey, String(now()));
    event.preventDefault();
    target.location.reload();
  });
}
