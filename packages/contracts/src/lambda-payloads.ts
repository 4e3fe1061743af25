import { z } from 'zod';

/** Asks apply-lab to bring a lab's host in line with the desired lab. Idempotent. */
export const applyLabRequest = z.object({
  labId: z.string().regex(/^lab_[a-z0-9]{12}$/),
  /** Who asked: an edit, or the sweep. */
  cause: z.enum(['edit', 'sweep']),
});

export const applyLabResponse = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('sent'), commandId: z.string(), hostId: z.string(), revision: z.int() }),
  z.object({ outcome: z.literal('no-host'), reason: z.string() }),
  /** There is a host, but Systems Manager would not take the command. */
  z.object({ outcome: z.literal('not-sent'), reason: z.string() }),
  z.object({ outcome: z.literal('gone') }),
]);

export type ApplyLabRequest = z.infer<typeof applyLabRequest>;
export type ApplyLabResponse = z.infer<typeof applyLabResponse>;
