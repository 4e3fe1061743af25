import type { Logger } from 'pino';
import type { HostContainers } from '../containers/host-containers.ts';
import type { DockerEvent } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import type { LabRegistry } from '../state/lab-registry.ts';
import type { ContainerFollower } from '../watch/container-follower.ts';
import { captureRoutes } from './captures/capture-routes.ts';
import { ContainerChanges } from './container-changes.ts';
import { logRoutes } from './logs/log-routes.ts';
import { StatsHub } from './stats/stats-hub.ts';
import { statsRoutes } from './stats/stats-routes.ts';
import { StreamServer } from './stream-server.ts';
import { TerminalRecords } from './terminals/terminal-records.ts';
import { terminalRoutes } from './terminals/terminal-routes.ts';
import { type TerminalLimits, Terminals } from './terminals/terminals.ts';

interface StreamsOptions {
  readonly socketPath: string;
  readonly stateDir: string;
  readonly docker: DockerClient;
  readonly hostContainers: HostContainers;
  readonly registry: LabRegistry;
  readonly follower: Pick<ContainerFollower, 'observeInterfaces'>;
  readonly terminals: TerminalLimits;
  readonly log: Logger;
}

/** Everything that the agent streams to the API. */
export interface Streams {
  handleEvent(event: DockerEvent): void;
  dockerUp(): void;
  /** Sends GOAWAY to all clients and ends the terminals. */
  close(): Promise<void>;
}

export async function openStreams(options: StreamsOptions): Promise<Streams> {
  const { docker, registry, follower, log } = options;
  const records = await TerminalRecords.open(options.stateDir, log);
  await records.endOrphans(docker, log);
  const changes = new ContainerChanges(options.hostContainers);
  const terminals = new Terminals({ docker, records, limits: options.terminals, log });
  const server = await StreamServer.listen({
    socketPath: options.socketPath,
    routes: {
      ...terminalRoutes({ docker, registry, terminals, log }),
      ...logRoutes({ docker, registry, changes, log }),
      ...captureRoutes({ docker, registry, log }),
      ...statsRoutes(registry, new StatsHub({ docker, registry, changes, follower, log })),
    },
    log,
  });
  return {
    handleEvent: (event) => {
      terminals.handleEvent(event);
      changes.handleEvent(event);
    },
    dockerUp: () => changes.dockerUp(),
    close: async () => {
      await server.close();
      await terminals.close();
    },
  };
}
