import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RoundTrip } from './round-trip.ts';

it('waits between 200 ms and 1 s for an acknowledge, whatever was measured', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 60_000, noNaN: true })), (measured) => {
      const roundTrip = new RoundTrip();
      for (const milliseconds of measured) roundTrip.measured(milliseconds);
      expect(roundTrip.timeout).toBeGreaterThanOrEqual(200);
      expect(roundTrip.timeout).toBeLessThanOrEqual(1000);
    }),
  );
});

it('waits longer where round trips are long', () => {
  const roundTrip = new RoundTrip();
  for (let count = 0; count < 100; count += 1) roundTrip.measured(400);
  expect(roundTrip.timeout).toBeGreaterThan(400);
  expect(roundTrip.timeout).toBeLessThan(500);
});
