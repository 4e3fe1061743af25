import { describe, expect, it } from 'vitest';
import { countFeature, countImportable } from './lab-ladder/count-ladder.ts';
import { features } from './lab-ladder/features.ts';
import { kathara, ladder } from './lab-ladder/ladder.ts';

describe('labs of others, by what they contain', () => {
  it('can be imported up to the last step of the ladder: all of 198, at least 150', () => {
    expect(countImportable(ladder.map(countFeature))).toBe(198);
  });

  it.each(features)('have $name ($count times counted), which is no ERROR', (feature) => {
    expect(countFeature(feature)).toMatchObject({ worst: expect.stringMatching(/INFO|WARNING/) });
  });

  it('count only up to the first step with an ERROR', () => {
    const steps = ladder.map(countFeature);
    const broken = countFeature({ name: 'x', count: 54, probes: [kathara(['a[0]=A', 'a[1]=A'])] });
    expect(broken).toMatchObject({ worst: 'ERROR', notes: [expect.stringContaining("is on 'A' twice")] });
    expect(countImportable(steps.map((step) => (step.count === 54 ? broken : step)))).toBe(19);
    expect(countImportable(steps.map((step, at) => (at === 0 ? broken : step)))).toBe(0);
  });
});
