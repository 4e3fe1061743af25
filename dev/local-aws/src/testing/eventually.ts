import { expect } from 'vitest';

/** Waits until a condition holds. The timeout is long, because other tests may keep the machine busy. */
export const eventually: typeof expect.poll = (read, options) =>
  expect.poll(read, { timeout: 30_000, interval: 20, ...options });
