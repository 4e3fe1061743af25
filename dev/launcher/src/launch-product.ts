import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildWeb } from './builds/build-web.ts';
import { bundleLambdas } from './builds/bundle-lambdas.ts';
import { ensurePrograms, isRootOnLinux, type Environment } from './docker/debian-packages.ts';
import { ensureEngine } from './docker/ensure-engine.ts';
import { freePorts } from './free-ports.ts';
import { ensureImages } from './images/ensure-images.ts';
import { lockDataDirectory } from './instance-lock.ts';
import {
  commonEnvironment,
  credentials,
  eventBus,
  functionPrefix,
  region,
  tablePrefix,
} from './local-settings.ts';
import type { SupervisedProcess } from './processes/supervised-process.ts';
import { hostIdentity, startAgent, startApi, startLocalAws, startVite } from './product-programs.ts';
import { silentProgress, type Progress } from './progress.ts';
import { provision } from './provision/index.ts';
import { repositoryRoot } from './repository-root.ts';
import { openRun } from './run/open-run.ts';

export interface LaunchOptions {
  /** Holds everything that must survive a restart. */
  readonly dataDir: string;
  /** Port of the website; 0 for any. */
  readonly port: number;
  /** Port of the local AWS. Its event bus uses the next one. 0 for any. */
  readonly awsPort: number;
  /** The environment of the user who starts it: PATH, HOME, DOCKER_HOST. */
  readonly environment: Environment;
  /** More environment for the API, the agent and the functions. */
  readonly env?: Readonly<Record<string, string>>;
  /** Serves the website from its sources with hot reload, and starts the API again when its sources change. */
  readonly development?: boolean;
  readonly progress?: Progress;
  readonly onRestart?: (reason: string) => void;
}

export interface Product extends AsyncDisposable {
  readonly url: string;
  readonly awsEndpoint: string;
  readonly dockerHost: string;
  readonly hostId: string;
  /** Each is started again when it ends. */
  readonly processes: Readonly<Record<'api' | 'agent' | 'aws', SupervisedProcess>>;
}

/**
 * Starts the whole product on this machine: Docker, images, the local AWS, the host agent, the API.
 * Disposing of it stops them in the opposite order.
 * @throws SetupError when the user has to do something first.
 */
export async function launchProduct(options: LaunchOptions): Promise<Product> {
  const { dataDir, environment, progress = silentProgress, onRestart = () => undefined } = options;
  const { development = false } = options;
  const root = repositoryRoot;
  await using cleanup = new AsyncDisposableStack();
  cleanup.use(lockDataDirectory(dataDir));
  const logs = join(dataDir, 'logs');
  mkdirSync(logs, { recursive: true });
  const { directory: runDir } = cleanup.use(await openRun());
  const host = { hostId: hostIdentity(dataDir), agentSocket: join(runDir, 'agent.sock') };
  const around = { root, logs, environment, onRestart };

  // `pineapple-host` needs curl and socat. As root the agent makes networks, which needs ip and nft.
  const everywhere = { curl: 'curl', socat: 'socat' };
  const programs = isRootOnLinux() ? { ip: 'iproute2', nft: 'nftables', ...everywhere } : everywhere;
  await ensurePrograms(programs, environment, progress);
  const webDir = development ? null : await buildWeb(root, environment, progress);
  const bundles = await bundleLambdas(progress);

  const aws = await progress.step('Starting the local AWS', () =>
    startLocalAws(host, { dataDir, port: options.awsPort }, around),
  );
  cleanup.use(aws.process);
  const env = { ...commonEnvironment(aws.endpoint, aws.busUrl), ...options.env };
  await progress.step('Preparing tables, functions and rules', () =>
    provision({
      endpoint: aws.endpoint,
      region,
      credentials,
      tablePrefix,
      functionPrefix,
      eventBus,
      bundles,
      // Lambda itself gives region, credentials and endpoint to functions.
      environment: Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('AWS_'))),
    }),
  );
  let agent: SupervisedProcess | null = null;
  const ensureAgent = async (dockerHost: string): Promise<SupervisedProcess> => {
    agent ??= await progress.step('Starting the host agent', () =>
      startAgent(host, { dataDir, dockerHost, env }, around),
    );
    return agent;
  };
  const stopAgent = async (): Promise<void> => agent?.[Symbol.asyncDispose]();
  cleanup.defer(stopAgent);
  const beforeStart = async (dockerHost: string): Promise<void> => void (await ensureAgent(dockerHost));
  const engine = cleanup.use(
    await ensureEngine({ dataDir, runDir, environment, progress, beforeStart, onRestart }),
  );
  const { dockerHost } = engine;
  const runningAgent = await ensureAgent(dockerHost);
  // The agent ends before the engine, because it stops the labs through it.
  cleanup.defer(stopAgent);
  await ensureImages(dockerHost, join(root, 'images'), environment, progress);
  const [freePort = 0, freeApiPort = 0] = await freePorts(2);
  const port = options.port === 0 ? freePort : options.port;
  const apiPort = development ? freeApiPort : port;
  const url = `http://localhost:${port}`;
  const api = await progress.step('Starting the API', () =>
    startApi({ port: apiPort, publicUrl: url, webDir, env, watch: development }, around),
  );
  cleanup.use(api);
  if (development) {
    cleanup.use(await progress.step('Starting Vite', () => startVite({ port, apiPort }, around)));
  }

  const owned = cleanup.move();
  return {
    url,
    awsEndpoint: aws.endpoint,
    dockerHost,
    hostId: host.hostId,
    processes: { api, agent: runningAgent, aws: aws.process },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
