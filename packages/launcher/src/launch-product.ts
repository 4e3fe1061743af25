import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWeb } from './builds/build-web.ts';
import { ensurePrograms, isRootOnLinux, type Environment } from './docker/debian-packages.ts';
import { ensureEngine } from './docker/ensure-engine.ts';
import { freePorts } from './free-ports.ts';
import { hostIdentity } from './host-identity.ts';
import { ensureImages } from './images/ensure-images.ts';
import { lockDataDirectory } from './instance-lock.ts';
import { bundleLambdas } from './builds/bundle-lambdas.ts';
import { SupervisedProcess } from './processes/supervised-process.ts';
import { silentProgress, type Progress } from './progress.ts';
import { provision } from './provision/index.ts';
import { runDirectory } from './run-directory.ts';

/** The repository this file is in. */
export const repositoryRoot = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');

export interface LaunchOptions {
  /** Where everything that must survive a restart is kept. */
  readonly dataDir: string;
  /** Port of the website; 0 for any. */
  readonly port: number;
  /** Port of the local AWS endpoint; 0 for any. */
  readonly awsPort: number;
  /** Of the person who starts it: PATH, HOME, DOCKER_HOST. */
  readonly environment: Environment;
  /** Name of the Docker network driver; two products on one engine need two. */
  readonly driver?: string;
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
  /** The processes that may be killed in a test; each is started again by itself. */
  readonly processes: Readonly<Record<'api' | 'agent' | 'aws', SupervisedProcess>>;
}

const region = 'us-east-1';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local-only' };

/**
 * Brings the whole product up on this machine: Docker, images, the local AWS, the host agent, the API.
 * @throws SetupError when the person has to do something first.
 */
export async function launchProduct(options: LaunchOptions): Promise<Product> {
  const { dataDir, environment, progress = silentProgress, onRestart = () => undefined } = options;
  const root = repositoryRoot;
  await using cleanup = new AsyncDisposableStack();
  cleanup.use(lockDataDirectory(dataDir));
  const logs = join(dataDir, 'logs');
  mkdirSync(logs, { recursive: true });
  const runDir = runDirectory(dataDir);
  const hostId = hostIdentity(dataDir);

  if (isRootOnLinux())
    await ensurePrograms({ ip: 'iproute2', nft: 'nftables', curl: 'curl' }, environment, progress);
  const engine = cleanup.use(await ensureEngine({ dataDir, runDir, environment, progress, onRestart }));
  await ensureImages(engine.dockerHost, join(root, 'images'), environment, progress);
  const webDir = await buildWeb(root, environment, progress);
  const bundles = await progress.step('Bundling the functions', () => bundleLambdas(root));

  const preload = join(root, 'packages/launcher/src/processes/end-with-parent.mjs');
  const agentSocket = join(runDir, 'agent.sock');
  const node = (name: string, entry: string, env: Environment, readyWhen: RegExp, args: string[] = []) =>
    SupervisedProcess.start(
      {
        name,
        command: process.execPath,
        args: ['--enable-source-maps', '--import', preload, join(root, entry), ...args],
        env: { PATH: environment['PATH'], HOME: environment['HOME'], LANG: environment['LANG'], ...env },
        cwd: root,
        logFile: join(logs, `${name}.log`),
        readyWhen,
      },
      onRestart,
    );

  const instance = {
    instanceId: hostId,
    name: 'this machine',
    tags: { 'pineapple-role': 'host' },
    env: { PINEAPPLE_AGENT_SOCKET: agentSocket },
    path: `${join(root, 'apps/host-agent/bin')}:${environment['PATH'] ?? '/usr/bin:/bin'}`,
  };
  // A restarted local AWS must come back at the same address: ports chosen at random are kept.
  const startAws = (port: number, busPort: number) =>
    node('local-aws', 'packages/local-aws/src/main.ts', {}, /"endpoint":"([^"]+)","busUrl":"([^"]+)"/, [
      JSON.stringify({ dataDir: join(dataDir, 'aws'), port, busPort, instances: [instance] }),
    ]);
  const chosen = options.awsPort === 0 ? await freePorts(2) : null;
  const aws = await progress.step('Starting the local AWS', () =>
    startAws(chosen?.[0] ?? options.awsPort, chosen?.[1] ?? options.awsPort + 1),
  );
  cleanup.use(aws.process);
  const awsEndpoint = aws.ready[1] ?? '';

  const common: Record<string, string> = {
    AWS_REGION: region,
    AWS_ENDPOINT_URL: awsEndpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    PINEAPPLE_BUS_URL: aws.ready[2] ?? '',
    PINEAPPLE_TABLE_PREFIX: 'pineapple-',
    PINEAPPLE_FUNCTION_PREFIX: 'pineapple-',
    PINEAPPLE_EVENT_BUS: 'pineapple',
    ...options.env,
  };
  await progress.step('Preparing tables, functions and rules', () =>
    provision({
      endpoint: awsEndpoint,
      region,
      credentials,
      tablePrefix: 'pineapple-',
      functionPrefix: 'pineapple-',
      eventBus: 'pineapple',
      bundles,
      environment: common,
    }),
  );

  const agent = await progress.step('Starting the host agent', () =>
    node(
      'host-agent',
      'apps/host-agent/src/main.ts',
      {
        ...common,
        PINEAPPLE_HOST_ID: hostId,
        PINEAPPLE_AGENT_DIR: join(dataDir, 'agent'),
        PINEAPPLE_AGENT_SOCKET: agentSocket,
        PINEAPPLE_STOP_LABS: '1',
        DOCKER_HOST: engine.dockerHost,
        ...(options.driver ? { PINEAPPLE_DRIVER: options.driver } : {}),
      },
      /agent ready/,
    ),
  );
  cleanup.use(agent.process);

  const port = options.port === 0 ? (await freePorts(1))[0] : options.port;
  const url = `http://localhost:${port}`;
  const api = await progress.step('Starting the API', () =>
    node(
      'api',
      'apps/api/src/main.ts',
      { ...common, PORT: String(port), PINEAPPLE_PUBLIC_URL: url, PINEAPPLE_WEB_DIR: webDir },
      /api ready/,
    ),
  );
  cleanup.use(api.process);

  const owned = cleanup.move();
  return {
    url,
    awsEndpoint,
    dockerHost: engine.dockerHost,
    hostId,
    processes: { api: api.process, agent: agent.process, aws: aws.process },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
