import { z } from 'zod';
import type { DeepReadonly } from './deep-readonly.ts';

/** The characters that the comments of a lab may have, with their places. */
export const mostCommentCharacters = 16_384;
export const mostComments = 500;

/** A comment of the lab file that a lab was made of. It is written back where its place is still there. */
const labCommentSchema = z.object({
  /** Keys from the top of the file, with ids for the names of networks and containers; see `lab-files`. */
  at: z.array(z.string()).max(10),
  /** Above it, without the `#` of its lines. */
  before: z.string().exactOptional(),
  /** Behind it. */
  after: z.string().exactOptional(),
});

export const labCommentsSchema = z.array(labCommentSchema).max(mostComments);
export type LabComment = DeepReadonly<z.infer<typeof labCommentSchema>>;
