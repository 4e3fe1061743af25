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

  it.each(zoomLevels)('fits into a node at $name', ({ name, nameSize, detailSize }) => {
    // Line heights as in canvas.css, between the borders of a plate.
    const [ofName, ofDetail] = name === 'middle' ? [1.1, 1.05] : [1.25, 1.25];
    const room = nodeSizes.network.height - 4;
    if (detailSize === null) expect(nameSize).toBeLessThanOrEqual(room);
    else expect(nameSize * ofName + detailSize * ofDetail).toBeLessThanOrEqual(room + 0.5);
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
