import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coveredAroundSelection } from './fit-options.ts';
import { panIntoView } from './pan-into-view.ts';

const node = { x: 400, y: 300, width: 192, height: 56 };
const origin = { x: 0, y: 0, zoom: 1 };

describe('panning a node into view', () => {
  it('moves nothing when the node is in view', () => {
    expect(panIntoView(origin, node, { width: 1000, height: 800 })).toBeNull();
  });

  it('goes as far as needed', () => {
    expect(panIntoView(origin, node, { width: 1000, height: 400 })).toEqual({ x: 0, y: -36 });
    expect(panIntoView({ x: -390, y: 0, zoom: 1 }, node, { width: 1000, height: 800 })).toEqual({
      x: -320,
      y: 0,
    });
  });

  it('shows a node between what covers the canvas', () => {
    const phone = { width: 390, height: 400 };
    const covered = coveredAroundSelection(phone);
    const seen = { x: 100, width: 96, height: 28 };
    for (const y of [-50, 10, 200, 380]) {
      const { y: by = 0 } = panIntoView(origin, { ...seen, y }, phone, covered) ?? {};
      expect(y + by).toBeGreaterThanOrEqual(covered.top);
      expect(y + by + seen.height).toBeLessThanOrEqual(phone.height - covered.bottom);
    }
    expect(coveredAroundSelection({ width: 1000, height: 400 })).toEqual({ top: 0, bottom: 0 });
  });

  it('shows the middle of a node in the smallest canvas, and is at rest then', () => {
    const size = fc.integer({ min: 40, max: 1600 });
    fc.assert(
      fc.property(
        size,
        size,
        fc.integer({ min: -900, max: 900 }),
        fc.constantFrom(0.25, 0.5, 1, 2),
        (width, height, at, zoom) => {
          const canvas = { width, height };
          const viewport = { x: at, y: -at, zoom };
          const panned = { zoom, ...(panIntoView(viewport, node, canvas) ?? viewport) };
          const middle = { x: (node.x + 96) * zoom + panned.x, y: (node.y + 28) * zoom + panned.y };
          expect(middle.x >= 0 && middle.x <= width && middle.y >= 0 && middle.y <= height).toBe(true);
          expect(panIntoView(panned, node, canvas)).toBeNull();
        },
      ),
    );
  });
});
