import type { FitViewParams } from '@vue-flow/core';
import type { Size } from './geometry.ts';

/** The smallest zoom of the first view, where names are still readable. A larger lab is shown from its middle. */
export const leastFirstZoom = 0.25;

/** The canvas has its palette above, and its tools below, where it is narrower than this. As in canvas.css. */
const narrow = 640;
/** Heights between which palette and tools lie in one row above. As in canvas.css. */
const [noTools, low] = [112, 512];

/** What palette, tools and mini-map cover at each side of a canvas, in pixels, with some room beside them. */
interface Covered {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

function coveredBy({ width, height }: Size, map: boolean): Covered {
  if (height <= noTools) return { top: 8, right: 16, bottom: 8, left: 16 };
  if (height <= low) return { top: 56, right: 16, bottom: 16, left: 16 };
  if (width < narrow) return { top: 80, right: 12, bottom: 60, left: 12 };
  return { top: 32, right: map ? 196 : 32, bottom: 64, left: 108 };
}

/** How to fit a lab into a canvas, so that neither palette, tools nor mini-map cover a node. */
export function fitOptions(canvas: Size, map: boolean): FitViewParams {
  const { top, right, bottom, left } = coveredBy(canvas, map);
  const padding = { top: `${top}px`, right: `${right}px`, bottom: `${bottom}px`, left: `${left}px` } as const;
  return { padding, maxZoom: 1 };
}

/** The part of a canvas where a lab is fitted. */
export function fitRoom(canvas: Size): Size {
  const { top, right, bottom, left } = coveredBy(canvas, false);
  const least = 32;
  return {
    width: Math.max(least, canvas.width - left - right),
    height: Math.max(least, canvas.height - top - bottom),
  };
}

/**
 * What covers a selected node at the top and the bottom of a canvas: on a phone its actions lie above the tools, or at the
 * lower edge of a low canvas. As in SelectionBar.vue.
 */
export function coveredAroundSelection(canvas: Size): { readonly top: number; readonly bottom: number } {
  if (canvas.height <= noTools || canvas.width >= narrow) return { top: 0, bottom: 0 };
  const { top } = coveredBy(canvas, false);
  const actions = 72;
  return { top: top - 16, bottom: actions + (canvas.height <= low ? 4 : 60) };
}
