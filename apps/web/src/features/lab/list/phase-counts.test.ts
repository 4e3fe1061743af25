import { describe, expect, it } from 'vitest';
import { countPhases } from './phase-counts.ts';

describe('countPhases', () => {
  it('puts problems first and leaves out phases without containers', () => {
    const counts = countPhases(['READY', 'PENDING', 'FAILED', 'READY', 'RUNNING', 'STOPPING']);
    expect(counts.map(({ label, count }) => `${count} ${label}`)).toEqual([
      '1 failed',
      '2 starting',
      '2 ready',
      '1 stopped',
    ]);
  });
});
