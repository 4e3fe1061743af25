import { Client } from 'undici';
import { z } from 'zod';

const agentStatus = z.object({
  /** Features that the host lacks, each with the reason. */
  limitations: z.array(z.string()),
  labs: z.array(
    z.object({
      labId: z.string(),
      containers: z.array(
        z.object({
          containerId: z.string(),
          name: z.string(),
          /** Docker's id. */
          key: z.string().nullable(),
          phase: z.string(),
        }),
      ),
    }),
  ),
  warm: z.object({
    /** Whether the pool is full, and no lab has changed since. */
    complete: z.boolean(),
    /** The containers that wait. */
    containers: z.array(z.object({ key: z.string(), reference: z.string() })),
  }),
});

export type AgentStatus = z.infer<typeof agentStatus>;

/**
 * Asks an agent what it has. Only the agent knows which container in Docker is which of a lab: one from the warm pool
 * keeps the name and labels that it had there.
 */
export async function readAgentStatus(socketPath: string): Promise<AgentStatus> {
  const client = new Client('http://agent', { socketPath });
  try {
    const { body } = await client.request({ method: 'GET', path: '/status' });
    return agentStatus.parse(await body.json());
  } finally {
    await client.close();
  }
}
