import type { Logger } from 'pino';
import { stopContainer } from '../docker/end-container.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import type { Journal } from '../state/journal.ts';
import type { LabRegistry } from '../state/lab-registry.ts';

const graceSeconds = 1;

/** Stops all running containers. The desired state stays as it is, so the agent's next start brings them up again. */
export async function stopLabs(
  docker: DockerClient,
  registry: LabRegistry,
  journal: Journal,
  log: Logger,
): Promise<void> {
  const running = registry.present().flatMap((state) =>
    [...state.trackers.values()].flatMap((tracker) => {
      const { key, phase } = tracker;
      const stopped = ['STOPPED', 'FAILED', 'DELETED'].includes(phase);
      return key === null || stopped ? [] : [{ state, tracker, key }];
    }),
  );
  await Promise.all(
    running.map(async ({ state, tracker, key }) => {
      // As for a restart, its exit is neither a failure nor a stop that was requested.
      tracker.beginOperation('restart');
      try {
        await stopContainer(docker, key, graceSeconds);
        const reason = 'The host was shut down. The container starts again with the host.';
        journal.enterPhase(state, tracker, 'LOST', new Date(), reason);
      } catch (error) {
        log.warn({ err: error, containerId: tracker.containerId }, 'could not stop a container');
      }
    }),
  );
}
