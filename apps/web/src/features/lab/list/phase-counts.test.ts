import { describe, expect, it } from 'vitest';
import { countPhases } from './phase-counts.ts';

describe('phase counts', () => {
  it('put what needs a look first and leave out what is none', () => {
    const counts = countPhases(['READY', 'PENDING', 'FAILED', 'READY', 'RUNNING', 'STOPPING']);
    expect(counts.map(({ label, count }) => `${count} ${label}`)).toEqual([
      '1 failed',
      '2 on the way',
      '2 ready',
      '1 stopped',
    ]);
  });
});
