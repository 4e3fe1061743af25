import { z } from 'zod';
import type { DockerClient } from '../../docker/docker-client.ts';
import { isNotFound } from '../../docker/docker-error.ts';
import type { LabRegistry } from '../../state/lab-registry.ts';
import { Limiter } from '../../system/limiter.ts';
import { beginLines, writeLines } from '../line-writer.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import type { StreamHandler } from '../stream-server.ts';

/** Docker looks at every file of a container to know its size. */
const mostAtOnce = 2;
const written = z.object({ SizeRw: z.number().default(0) });

/** The endpoint `/contents`: how much the programs of a lab's containers changed. */
export function contentsRoutes({
  docker,
  registry,
}: {
  readonly docker: DockerClient;
  readonly registry: LabRegistry;
}): Record<string, StreamHandler> {
  const limiter = new Limiter(mostAtOnce);
  const sizeOf = async (key: string): Promise<number> => {
    try {
      const query = { size: 'true' };
      return written.parse(await docker.transport.call('GET', `/containers/${key}/json`, query)).SizeRw;
    } catch (error) {
      if (isNotFound(error)) return 0;
      throw error;
    }
  };
  return {
    'GET /contents': async ({ labId, stream }) => {
      const state = registry.get(labId);
      if (!state || state.isRemoved) throw new StreamRefusal('NOT_FOUND', `The host has no lab ${labId}`);
      beginLines(stream);
      await Promise.all(
        state.desired.containers.map(({ id: containerId }) =>
          limiter.run(async () => {
            const key = state.trackers.get(containerId)?.key ?? null;
            if (stream.destroyed) return;
            await writeLines(stream, [{ containerId, bytes: key === null ? 0 : await sizeOf(key) }]);
          }),
        ),
      );
      stream.end();
    },
  };
}
