import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildWeb } from './builds/build-web.ts';
import { bundleLambdas } from './builds/bundle-lambdas.ts';
import { ensurePrograms } from './docker/debian-packages.ts';
import { isRootOnLinux, type Environment } from './machine.ts';
import { freePorts } from './free-ports.ts';
import { hostCommandFolder } from './host-command/host-command.ts';
import { hostCount, localHosts } from './hosts.ts';
import { lockDataDirectory } from './instance-lock.ts';
import {
  commonEnvironment,
  credentials,
  eventBus,
  filesBucket,
  functionPrefix,
  region,
  tablePrefix,
} from './local-settings.ts';
import type { SupervisedProcess } from './processes/supervised-process.ts';
import { startApi, startLocalAws, startVite } from './product-programs.ts';
import { type AgentHandle, type StartedHost, startHosts } from './start-hosts.ts';
import { silentProgress, type Progress } from './progress.ts';
import { provision } from './provision/index.ts';
import { repositoryRoot } from './repository-root.ts';
import { openRun, shareCompiledModules } from './run/open-run.ts';

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
  /** The code that makes an account the first operator; null if there is an operator. */
  readonly operatorCode: string | null;
  readonly awsEndpoint: string;
  /** The Docker that runs the labs of the first host. */
  readonly dockerHost: string;
  readonly hostId: string;
  readonly hosts: readonly StartedHost[];
  /** Absolute path of the host agent's control socket. */
  readonly agentSocket: string;
  /** Each is started again when it ends. */
  readonly processes: Readonly<Record<'api' | 'aws', SupervisedProcess> & { agent: AgentHandle }>;
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
  shareCompiledModules({ directory: dataDir });
  const hosts = localHosts(dataDir, runDir, hostCount(environment));
  const around = { root, logs, environment, onRestart };

  // As root the agent makes networks, which needs ip and nft, and captures packets. `pineapple-host` is faster with socat.
  const programs = { ip: 'iproute2', nft: 'nftables', socat: 'socat', tcpdump: 'tcpdump' };
  if (isRootOnLinux()) await ensurePrograms(programs, environment, progress);
  const commandFolder = hostCommandFolder(root, runDir, environment);
  const webDir = development ? null : await buildWeb(root, environment, progress);
  const bundles = await bundleLambdas(progress);

  const aws = await progress.step('Starting the local AWS', () =>
    startLocalAws(hosts, { dataDir, port: options.awsPort, commandFolder }, around),
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
      filesBucket,
      bundles,
      // Lambda itself gives region, credentials and endpoint to functions.
      environment: Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('AWS_'))),
    }),
  );
  const started = cleanup.use(
    await startHosts(hosts, {
      ...{ dataDir, runDir, environment, progress, onRestart, around, env },
      awsEndpoint: aws.endpoint,
    }),
  );
  const [freePort = 0, freeApiPort = 0] = await freePorts(2);
  const port = options.port === 0 ? freePort : options.port;
  const apiPort = development ? freeApiPort : port;
  const url = `http://localhost:${port}`;
  // After the hosts: one without its images would fail the containers of labs that are made meanwhile.
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
    operatorCode: api.readyMatch(1) || null,
    awsEndpoint: aws.endpoint,
    dockerHost: started.hosts[0].dockerHost,
    hostId: hosts[0].hostId,
    hosts: started.hosts,
    agentSocket: hosts[0].agentSocket,
    processes: { api, agent: started.hosts[0].agent, aws: aws.process },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
