import { expect } from 'vitest';

/** Waits until something is so; patient, because the machine may be busy with other tests. */
export const eventually: typeof expect.poll = (read, options) =>
  expect.poll(read, { timeout: 10_000, interval: 20, ...options });
