import { vi } from 'vitest';

/** Waits until a check passes: long enough for a busy machine, and no longer than the check needs. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 15_000, interval: 20 });
}
