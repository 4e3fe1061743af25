import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RetransmissionTimeout } from './retransmission-timeout.ts';

it('the timeout stays between 200 ms and 1 s for any round trips', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 60_000, noNaN: true })), (measured) => {
      const timeout = new RetransmissionTimeout();
      for (const milliseconds of measured) timeout.addRoundTrip(milliseconds);
      expect(timeout.milliseconds).toBeGreaterThanOrEqual(200);
      expect(timeout.milliseconds).toBeLessThanOrEqual(1000);
    }),
  );
});

it('the timeout grows with the round trips', () => {
  const timeout = new RetransmissionTimeout();
  for (let count = 0; count < 100; count += 1) timeout.addRoundTrip(400);
  expect(timeout.milliseconds).toBeGreaterThan(400);
  expect(timeout.milliseconds).toBeLessThan(500);
});
