import type { Logger } from 'pino';
import type { ImageBuilds } from '../builds/image-builds.ts';
import type { HostContainers } from '../containers/host-containers.ts';
import type { DockerEvent } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import type { LabRegistry } from '../state/lab-registry.ts';
import type { ContainerFollower } from '../watch/container-follower.ts';
import { Analyses } from './analysis/analyses.ts';
import { analysisRoutes } from './analysis/analysis-routes.ts';
import { buildRoutes } from './builds/build-routes.ts';
import { captureRoutes } from './captures/capture-routes.ts';
import { ContainerChanges } from './container-changes.ts';
import { contentsRoutes } from './contents/contents-routes.ts';
import { logRoutes } from './logs/log-routes.ts';
import { PortConnections } from './ports/port-connections.ts';
import { portRoutes } from './ports/port-routes.ts';
import { RateHub } from './rates/rate-hub.ts';
import { rateRoutes } from './rates/rate-routes.ts';
import { factsRoutes } from './reach/facts-routes.ts';
import { reachRoutes } from './reach/reach-routes.ts';
import { Recordings } from './recordings/recordings.ts';
import { StatsHub } from './stats/stats-hub.ts';
import { statsRoutes } from './stats/stats-routes.ts';
import { hasSubject } from './running-container.ts';
import { StreamServer } from './stream-server.ts';
import { TableHub } from './tables/table-hub.ts';
import { tableRoutes } from './tables/table-routes.ts';
import { TerminalRecords } from './terminals/terminal-records.ts';
import { terminalRoutes } from './terminals/terminal-routes.ts';
import { type TerminalLimits, Terminals } from './terminals/terminals.ts';

interface StreamsOptions {
  readonly hostId: string;
  readonly socketPath: string;
  readonly stateDir: string;
  readonly docker: DockerClient;
  readonly hostContainers: HostContainers;
  readonly registry: LabRegistry;
  readonly follower: Pick<ContainerFollower, 'observeInterfaces'>;
  readonly terminals: TerminalLimits;
  readonly builds: Pick<ImageBuilds, 'logOf' | 'cancel' | 'has'>;
  readonly log: Logger;
}

/** Everything that the agent streams to the API. */
export interface Streams {
  handleEvent(event: DockerEvent): void;
  /** A container of the warm pool, which runs already, has become one of a lab. */
  claimed(containerId: string): void;
  dockerUp(): void;
  /** Sends GOAWAY to all clients and ends the terminals. */
  close(): Promise<void>;
}

export async function openStreams(options: StreamsOptions): Promise<Streams> {
  const { docker, registry, follower, hostId, stateDir, log } = options;
  const records = await TerminalRecords.open(stateDir, log);
  await records.endOrphans(docker, log);
  const changes = new ContainerChanges(options.hostContainers);
  const terminals = new Terminals({ docker, records, limits: options.terminals, log });
  const tables = new TableHub({ docker, registry, changes, log });
  const connections = new PortConnections();
  const recordings = await Recordings.open(options.stateDir);
  const analyses = new Analyses({ docker, hostId, recordings, log });
  const server = await StreamServer.listen({
    socketPath: options.socketPath,
    routes: {
      ...terminalRoutes({ docker, registry, terminals, log }),
      ...logRoutes({ docker, registry, changes, log }),
      ...captureRoutes({ docker, registry, recordings, log }),
      ...analysisRoutes({ registry, recordings, analyses }),
      ...tableRoutes({ docker, registry, changes, hub: tables, log }),
      ...rateRoutes(registry, new RateHub(log)),
      ...portRoutes({ docker, registry, connections, log }),
      ...buildRoutes(options.builds),
      ...contentsRoutes({ docker, registry }),
      ...factsRoutes({ docker, registry }),
      ...reachRoutes({ docker, registry, log }),
      ...statsRoutes(registry, new StatsHub({ docker, registry, changes, follower, log })),
    },
    log,
  });
  return {
    handleEvent: (event) => {
      terminals.handleEvent(event);
      changes.handleEvent(event);
      connections.handleEvent(event);
      if (event.Action === 'destroy')
        recordings.removeUnless(({ labId, subjectId }) => hasSubject(registry, labId, subjectId));
    },
    dockerUp: () => {
      changes.dockerUp();
      connections.dockerUp();
      void analyses.dockerUp();
    },
    claimed: (containerId) => changes.publish(containerId, 'start'),
    close: async () => {
      await server.close();
      tables.close();
      connections.close();
      await analyses.close();
      await recordings.close();
      await terminals.close();
    },
  };
}
