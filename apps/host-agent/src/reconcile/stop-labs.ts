import type { Logger } from 'pino';
import type { DockerClient } from '../docker/docker-client.ts';
import type { Journal } from '../state/journal.ts';
import type { LabRegistry } from '../state/lab-registry.ts';

const graceSeconds = 1;

/** Stops every container that runs. What is desired stays as it is, so the next start brings them up again. */
export async function stopLabs(
  docker: DockerClient,
  registry: LabRegistry,
  journal: Journal,
  log: Logger,
): Promise<void> {
  const running = registry.present().flatMap((state) =>
    [...state.trackers.values()].flatMap((tracker) => {
      const stopped = tracker.key === null || ['STOPPED', 'FAILED', 'DELETED'].includes(tracker.phase);
      return stopped ? [] : [{ state, tracker, key: tracker.key ?? '' }];
    }),
  );
  await Promise.all(
    running.map(async ({ state, tracker, key }) => {
      // As for a restart: the end of it is neither a failure nor what its owner asked for.
      tracker.expecting = 'restart';
      try {
        await docker.stopContainer(key, graceSeconds);
        journal.enter(
          state,
          tracker,
          'LOST',
          new Date(),
          'The host was shut down; it is started again with the host',
        );
      } catch (error) {
        log.warn({ err: error, containerId: tracker.containerId }, 'a container could not be stopped');
      }
    }),
  );
}
