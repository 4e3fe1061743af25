import { describe, expect, it } from 'vitest';
import { leastFirstZoom } from './layout/fit-options.ts';
import { nodeSizes } from './layout/geometry.ts';
import { zoomLevel, zoomLevels } from './zoom-levels.ts';

const least = { name: 11, detail: 9 };

describe('what a zoom shows', () => {
  it.each(zoomLevels.filter(({ from }) => from > 0))('is readable at $name', (level) => {
    expect(level.nameSize * level.from).toBeGreaterThanOrEqual(least.name);
    for (const size of [level.detailSize, level.addressSize]) {
      if (size !== null) expect(size * level.from).toBeGreaterThanOrEqual(least.detail);
    }
  });

  it('is readable in the first view, however large the lab is', () => {
    expect(zoomLevel(leastFirstZoom).nameSize * leastFirstZoom).toBeGreaterThanOrEqual(least.name);
  });

  it.each(zoomLevels)('fits into a node at $name', ({ nameSize, detailSize }) => {
    expect(nameSize * 1.25 + (detailSize ?? 0) * 1.2).toBeLessThanOrEqual(nodeSizes.network.height + 7);
  });

  it('grows with each level', () => {
    expect([1.5, 0.85, 0.7, 0.55, 0.4, 0.3, 0.1].map((zoom) => zoomLevel(zoom).name)).toEqual([
      'close',
      'close',
      'near',
      'middle',
      'far',
      'farther',
      'farthest',
    ]);
  });
});
