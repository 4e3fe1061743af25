import type { Logger } from 'pino';
import type { DockerEvent } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import type { LabRegistry } from '../state/lab-registry.ts';
import { ContainerNews } from './container-changes.ts';
import { logRoutes } from './logs/log-routes.ts';
import { StatsHub } from './stats/stats-hub.ts';
import { statsRoutes } from './stats/stats-routes.ts';
import { StreamServer } from './stream-server.ts';
import { TerminalRecords } from './terminals/terminal-records.ts';
import { terminalRoutes } from './terminals/terminal-routes.ts';
import { type TerminalLimits, Terminals } from './terminals/terminals.ts';

export interface StreamsOptions {
  readonly socketPath: string;
  readonly stateDir: string;
  readonly docker: DockerClient;
  readonly registry: LabRegistry;
  readonly terminals: TerminalLimits;
  readonly log: Logger;
}

/** Everything that the agent streams to the API. */
export interface Streams {
  heard(event: DockerEvent): void;
  /** Docker is there, perhaps again. */
  dockerIsUp(): void;
  /** Ends the terminals and tells the clients to come back later. */
  close(): Promise<void>;
}

export async function openStreams(options: StreamsOptions): Promise<Streams> {
  const { docker, registry, log } = options;
  const records = await TerminalRecords.open(options.stateDir, log);
  await records.endLeftOvers(docker, log);
  const news = new ContainerNews();
  const terminals = new Terminals({ docker, records, limits: options.terminals, log });
  const server = await StreamServer.listen({
    socketPath: options.socketPath,
    routes: {
      ...terminalRoutes({ docker, registry, terminals, log }),
      ...logRoutes({ docker, registry, news, log }),
      ...statsRoutes(registry, new StatsHub({ docker, registry, news, log })),
    },
    log,
  });
  return {
    heard: (event) => {
      terminals.heard(event);
      news.heard(event);
    },
    dockerIsUp: () => news.dockerIsUp(),
    close: async () => {
      await server.close();
      await terminals.close();
    },
  };
}
