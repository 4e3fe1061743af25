import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildWeb } from './builds/build-web.ts';
import { bundleLambdas } from './builds/bundle-lambdas.ts';
import { ensurePrograms, isRootOnLinux, type Environment } from './docker/debian-packages.ts';
import { ensureEngine } from './docker/ensure-engine.ts';
import { hostIdentity } from './host-identity.ts';
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
import { startAgent, startApi, startLocalAws } from './product-programs.ts';
import { silentProgress, type Progress } from './progress.ts';
import { provision } from './provision/index.ts';
import { repositoryRoot } from './repository-root.ts';
import { openRun } from './run/open-run.ts';

export interface LaunchOptions {
  /** Where everything that must survive a restart is kept. */
  readonly dataDir: string;
  /** Port of the website; 0 for any. */
  readonly port: number;
  /** Port of the local AWS endpoint; its event bus takes the next one. 0 for any. */
  readonly awsPort: number;
  /** Of the person who starts it: PATH, HOME, DOCKER_HOST. */
  readonly environment: Environment;
  /** More environment for the API, the agent and the functions. */
  readonly env?: Readonly<Record<string, string>>;
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
 * Brings the whole product up on this machine: Docker, images, the local AWS, the host agent, the API.
 * Disposing of it stops them in the opposite order.
 * @throws SetupError when the person has to do something first.
 */
export async function launchProduct(options: LaunchOptions): Promise<Product> {
  const { dataDir, environment, progress = silentProgress, onRestart = () => undefined } = options;
  const root = repositoryRoot;
  await using cleanup = new AsyncDisposableStack();
  cleanup.use(lockDataDirectory(dataDir));
  const logs = join(dataDir, 'logs');
  mkdirSync(logs, { recursive: true });
  const { directory: runDir } = cleanup.use(await openRun());
  const host = { hostId: hostIdentity(dataDir), agentSocket: join(runDir, 'agent.sock') };
  const around = { root, logs, environment, onRestart };

  // The host's command needs these two everywhere, the agent the others where it may make networks.
  const everywhere = { curl: 'curl', socat: 'socat' };
  const programs = isRootOnLinux() ? { ip: 'iproute2', nft: 'nftables', ...everywhere } : everywhere;
  await ensurePrograms(programs, environment, progress);
  const webDir = await buildWeb(root, environment, progress);
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
      // Region, credentials and endpoint are given to functions by Lambda itself.
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
  // Ends before the engine, through which it stops the labs.
  cleanup.defer(stopAgent);
  await ensureImages(dockerHost, join(root, 'images'), environment, progress);
  const api = await progress.step('Starting the API', () =>
    startApi({ port: options.port, webDir, env }, around),
  );
  cleanup.use(api.process);

  const owned = cleanup.move();
  return {
    url: api.url,
    awsEndpoint: aws.endpoint,
    dockerHost,
    hostId: host.hostId,
    processes: { api: api.process, agent: runningAgent, aws: aws.process },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
