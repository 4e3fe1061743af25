import type { FitViewParams } from '@vue-flow/core';
import type { Size } from './geometry.ts';

/** The smallest zoom of the first view, where names are still readable. A larger lab is shown from its middle. */
export const leastFirstZoom = 0.25;

/** The canvas has its palette above, and its tools below, where it is narrower than this. As in canvas.css. */
const narrow = 640;
/** Heights between which palette and tools lie in one row above. As in canvas.css. */
const [noTools, low] = [112, 512];

/** How to fit a lab into a canvas, so that neither palette nor tools cover a node. */
export function fitOptions({ width, height }: Size): FitViewParams {
  if (height > noTools && height <= low)
    return { padding: { top: '56px', x: '16px', bottom: '16px' }, maxZoom: 1 };
  if (height > low && width < narrow)
    return { padding: { top: '80px', x: '12px', bottom: '60px' }, maxZoom: 1 };
  return { padding: 0.15, maxZoom: 1 };
}
