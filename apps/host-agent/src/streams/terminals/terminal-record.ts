import { z } from 'zod';

/** What is written down of a terminal, so that an agent that was killed finds its processes again. */
export const terminalRecord = z.object({
  /** Docker's id of the container. */
  key: z.string(),
  execId: z.string(),
  /** The shell, once it is known; never looked up by its number alone. */
  leader: z.object({ pid: z.int(), startTime: z.string() }).nullable(),
  /** Numbers and times of processes mean nothing after the machine was started anew. */
  bootId: z.string(),
});
export type TerminalRecord = z.infer<typeof terminalRecord>;
