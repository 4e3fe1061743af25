import { vi } from 'vitest';

/** Waits until a check passes. The limit is long, because the machine may be busy with other tests. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 90_000, interval: 20 });
}
