import { describe, expect, it, vi } from 'vitest';
import { reloadAfterDeploy } from './reload-after-deploy.ts';

function fakeWindow() {
  const stored = new Map<string, string>();
  return Object.assign(new EventTarget(), {
    sessionStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
    },
    location: { reload: vi.fn() },
    navigator: { onLine: true },
  });
}

describe('a page whose chunks are gone after a deployment', () => {
  it('reloads, but not in a loop', () => {
    const target = fakeWindow();
    let now = 1_000_000;
    reloadAfterDeploy(target as never, () => now);
    const miss = (): boolean => target.dispatchEvent(new Event('vite:preloadError', { cancelable: true }));

    expect(miss()).toBe(false);
    expect(target.location.reload).toHaveBeenCalledOnce();
    now += 5_000;
    expect(miss()).toBe(true);
    expect(target.location.reload).toHaveBeenCalledOnce();
    now += 60_000;
    miss();
    expect(target.location.reload).toHaveBeenCalledTimes(2);
  });

  it('stays open while the browser is offline', () => {
    const target = fakeWindow();
    target.navigator.onLine = false;
    reloadAfterDeploy(target as never);
    expect(target.dispatchEvent(new Event('vite:preloadError', { cancelable: true }))).toBe(true);
    expect(target.location.reload).not.toHaveBeenCalled();
  });
});
