import { z } from 'zod';

/** Asks apply-lab to bring a lab's hosts in line with the desired lab. Idempotent. */
export const applyLabRequest = z.object({
  labId: z.string().regex(/^lab_[a-z0-9]{12}$/),
  /** Who asked: an edit, the sweep, or that a host is back. */
  cause: z.enum(['edit', 'sweep', 'host-back']),
  /** Which of a wide lab's hosts; all of them when left out. */
  hosts: z.array(z.string()).optional(),
  /** Instead: have this host, which the lab was moved away from, leave nothing of it behind. */
  removeFrom: z.string().optional(),
});

export const applyLabResponse = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('sent'), commandId: z.string(), hostId: z.string(), revision: z.int() }),
  /** Of a wide lab: what became of the command to each host; either its id or why there is none. */
  z.object({
    outcome: z.literal('sent-to-hosts'),
    revision: z.int(),
    hosts: z.array(
      z.object({ hostId: z.string(), commandId: z.string().nullable(), reason: z.string().nullable() }),
    ),
  }),
  z.object({ outcome: z.literal('no-host'), reason: z.string() }),
  /** There is a host, but Systems Manager would not take the command. */
  z.object({ outcome: z.literal('not-sent'), reason: z.string() }),
  /** It has a host now, on which there is nothing to do: it is new and empty. */
  z.object({ outcome: z.literal('placed'), hostId: z.string(), revision: z.int() }),
  z.object({ outcome: z.literal('gone') }),
  /** Asked to remove the lab from a host that it is on (again), or that was never to be asked. */
  z.object({ outcome: z.literal('not-a-leftover') }),
]);

export type ApplyLabRequest = z.infer<typeof applyLabRequest>;
export type ApplyLabResponse = z.infer<typeof applyLabResponse>;
