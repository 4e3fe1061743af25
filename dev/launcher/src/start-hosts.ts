import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Environment } from './machine.ts';
import { ensureEngine } from './docker/ensure-engine.ts';
import { dockerClient } from './docker/ping-engine.ts';
import { copyImage, type ImageSource } from './host-container/copy-image.ts';
import { HostContainer } from './host-container/host-container.ts';
import { ensureHostImage, pruneHostImages } from './host-container/host-image.ts';
import { placeOfHost } from './host-container/place-of-host.ts';
import { upstream } from './images/base-image.ts';
import { baseTag, ensureImages } from './images/ensure-images.ts';
import type { ProgramSurroundings } from './processes/node-program.ts';
import type { SupervisedProcess } from './processes/supervised-process.ts';
import { type LocalHost, startAgent, streamsSocket } from './product-programs.ts';
import type { Progress } from './progress.ts';
import { SetupError } from './setup-error.ts';

/** An agent that is started again when it ends. */
export interface AgentHandle {
  /** Its process on this machine; undefined while it does not run, or runs in a container. */
  readonly pid: number | undefined;
  kill(signal: NodeJS.Signals): void;
}

export interface StartedHost {
  readonly hostId: string;
  /** The Docker that runs its labs. */
  readonly dockerHost: string;
  readonly agent: AgentHandle;
}

interface StartedHosts extends AsyncDisposable {
  readonly hosts: readonly [StartedHost, ...StartedHost[]];
}

interface StartHostsOptions {
  readonly dataDir: string;
  readonly runDir: string;
  readonly environment: Environment;
  readonly progress: Progress;
  readonly onRestart: (reason: string) => void;
  readonly around: ProgramSurroundings;
  /** The environment of the agent. */
  readonly env: Record<string, string>;
  readonly awsEndpoint: string;
}

/**
 * Starts Docker, the host agents beside it, and builds the images of the catalogue. Where an agent can't make networks
 * beside Docker, each host is a container with a Docker of its own.
 * @throws SetupError when the person has to do something first
 */
export async function startHosts(
  wanted: readonly [LocalHost, ...LocalHost[]],
  options: StartHostsOptions,
): Promise<StartedHosts> {
  const { dataDir, runDir, environment, progress, onRestart, around, env } = options;
  await using cleanup = new AsyncDisposableStack();
  const [first] = wanted;
  let agent: SupervisedProcess | null = null;
  const ensureAgent = async (dockerHost: string): Promise<SupervisedProcess> => {
    agent ??= await progress.step('Starting the host agent', () =>
      startAgent(first, { dataDir, dockerHost, env }, around),
    );
    return agent;
  };
  const stopAgent = async (): Promise<void> => agent?.[Symbol.asyncDispose]();
  cleanup.defer(stopAgent);
  const beforeStart = async (dockerHost: string): Promise<void> => {
    if (environment['PINEAPPLE_HOST'] !== 'container') await ensureAgent(dockerHost);
  };
  const { dockerHost } = cleanup.use(
    await ensureEngine({ dataDir, runDir, environment, progress, beforeStart, onRestart }),
  );
  let hosts: [StartedHost, ...StartedHost[]];
  if ((await placeOfHost(dockerHost, environment)) === 'machine') {
    if (wanted.length > 1) {
      throw new SetupError('Several hosts must be containers. Set PINEAPPLE_HOST=container too.');
    }
    const running = await ensureAgent(dockerHost);
    // The agent ends before the engine, because it stops the labs through it.
    cleanup.defer(stopAgent);
    hosts = [{ hostId: first.hostId, dockerHost, agent: running }];
    await ensureImages(dockerHost, join(around.root, 'images'), environment, progress);
  } else {
    const docker = dockerClient(dockerHost);
    await ensureHostImage(docker, dockerHost, progress);
    const start = async (host: LocalHost, source: ImageSource): Promise<StartedHost> => {
      const { container, started } = await startHostContainer(host, dockerHost, source, options);
      cleanup.use(container);
      return started;
    };
    hosts = [await start(first, { docker, image: upstream })];
    // Copying from the first host takes seconds, and building from Debian's packages most of a minute.
    const base = { docker: dockerClient(hosts[0].dockerHost), image: baseTag };
    for (const host of wanted.slice(1)) hosts.push(await start(host, base));
    await pruneHostImages(docker);
  }
  const owned = cleanup.move();
  return { hosts, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** @param source What the images of its catalogue are built on */
async function startHostContainer(
  host: LocalHost,
  dockerHost: string,
  source: ImageSource,
  options: StartHostsOptions,
): Promise<{ container: HostContainer; started: StartedHost }> {
  const { environment, progress, onRestart, around, env, awsEndpoint } = options;
  const folder = dirname(host.agentSocket);
  mkdirSync(folder, { recursive: true });
  const docker = dockerClient(dockerHost);
  const sockets = {
    docker: join(folder, 'host-docker.sock'),
    agent: host.agentSocket,
    streams: streamsSocket(host),
  };
  await using cleanup = new AsyncDisposableStack();
  const container = cleanup.use(
    await progress.step('Starting the host in a container', () =>
      HostContainer.start({
        ...{ docker, dockerHost, hostId: host.hostId, env, awsEndpoint, sockets, onRestart },
        logFile: join(around.logs, 'host-agent.log'),
      }),
    ),
  );
  const inner = `unix://${sockets.docker}`;
  await copyImage(source, dockerClient(inner), progress);
  await ensureImages(inner, join(around.root, 'images'), environment, progress);
  cleanup.move();
  const kill = (signal: NodeJS.Signals): void => void container.killAgent(signal);
  return { container, started: { hostId: host.hostId, dockerHost: inner, agent: { pid: undefined, kill } } };
}
