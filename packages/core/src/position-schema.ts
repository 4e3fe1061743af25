import { z } from 'zod';

/** Where something is on the canvas, in the canvas's own unit: x grows to the right, y downwards. */
export const positionSchema = z.object({ x: z.number(), y: z.number() });
