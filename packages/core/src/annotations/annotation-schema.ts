import { z } from 'zod';
import { positionSchema } from '../position-schema.ts';
import { annotationColours, annotationKinds } from './annotation.ts';

/** An annotation as it is stored. */
export const annotationSchema = z.object({
  id: z.string(),
  kind: z.enum(annotationKinds),
  text: z.string(),
  colour: z.enum(annotationColours),
  position: positionSchema,
  width: z.number().positive(),
  height: z.number().positive(),
  createdAt: z.iso.datetime(),
});
