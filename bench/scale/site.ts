import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDocumentClient } from '@pineapple/aws';
import {
  bundleLambdas,
  type ChildProgram,
  commonEnvironment,
  credentials,
  freePorts,
  provision,
  region,
} from '@pineapple/launcher';
import { LabStore, tableNames } from '@pineapple/store';
import { startProgram } from '../src/programs.ts';
import type { CloudCalls } from './cloud.ts';
import type { HostsCalls } from './hosts.ts';
import { Part } from './part.ts';
import type { UserCalls } from './users.ts';
import { SimulatedHost } from './simulated-host.ts';
import type { Sizes } from './sizes.ts';

const prefix = 'pineapple-';
const eventBus = 'pineapple';

/** A site on loopback: AWS, API instances, hosts and users, each in its own process. */
export interface Site extends AsyncDisposable {
  readonly cloud: Part<CloudCalls>;
  readonly hosts: Part<HostsCalls>;
  readonly users: Part<UserCalls>;
  readonly apis: readonly ChildProgram[];
  readonly labs: LabStore;
}

export async function startSite(sizes: Sizes): Promise<Site> {
  await using cleanup = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'pn-scale-'));
  cleanup.defer(() => rm(directory, { recursive: true, force: true }));
  const hostIds = Array.from({ length: sizes.hosts }, (_, index) => {
    return `mi-${(index + 1).toString(16).padStart(17, '0')}`;
  });

  const cloud = cleanup.use(new Part<CloudCalls>(new URL('cloud.ts', import.meta.url)));
  const { endpoint, busUrl } = await cloud.call('start', {
    dataDir: join(directory, 'aws'),
    instances: hostIds.map((hostId) => managedHost(directory, hostId)),
    lambda: { warm: true, idleMs: 3_600_000 },
    // terraform/modules/hosts configures Systems Manager's agent in the same way.
    ssm: { workers: 20 },
  });
  const settings = { endpoint, region, credentials };
  await provision({
    ...settings,
    ...{ tablePrefix: prefix, functionPrefix: prefix, eventBus },
    filesBucket: 'pineapple-files',
    bundles: await bundleLambdas(),
    environment: { PINEAPPLE_BUS_URL: busUrl, PINEAPPLE_LOG_LEVEL: 'warn' },
  });

  const documents = createDocumentClient(settings);
  cleanup.defer(() => documents.destroy());
  const labs = new LabStore({ documents, table: tableNames(prefix).labs });

  const apis: ChildProgram[] = [];
  const urls: string[] = [];
  for (let number = 0; number < sizes.instances; number += 1) {
    const api = await startApi(endpoint, busUrl);
    apis.push(cleanup.use(api.program));
    urls.push(api.url);
  }
  const hosts = cleanup.use(new Part<HostsCalls>(new URL('hosts.ts', import.meta.url)));
  await hosts.call('start', { ...settings, eventBus, directory, hostIds });
  const users = cleanup.use(new Part<UserCalls>(new URL('users.ts', import.meta.url)));
  await users.call('signUp', { urls, labs: sizes.labs });

  const owned = cleanup.move();
  return { cloud, hosts, users, apis, labs, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** The host's registration with Systems Manager. `pineapple-host` is the product's own and finds the host's socket. */
function managedHost(directory: string, hostId: string) {
  const bin = fileURLToPath(new URL('../../apps/host-agent/bin', import.meta.url));
  return {
    instanceId: hostId,
    tags: { 'pineapple-role': 'host' },
    env: { PINEAPPLE_AGENT_SOCKET: SimulatedHost.socketPath(directory, hostId) },
    path: `${bin}:/usr/bin:/bin`,
  };
}

async function startApi(endpoint: string, busUrl: string): Promise<{ program: ChildProgram; url: string }> {
  const [port] = await freePorts(1);
  const url = `http://localhost:${port}`;
  const { program } = await startProgram(new URL('../../apps/api/src/main.ts', import.meta.url), [], {
    ...commonEnvironment(endpoint, busUrl),
    PORT: String(port),
    PINEAPPLE_PUBLIC_URL: url,
    PINEAPPLE_LOG_LEVEL: 'error',
    // A few users have the labs of many.
    PINEAPPLE_CONTAINERS_PER_USER: '100000',
    PINEAPPLE_NETWORKS_PER_USER: '100000',
    PINEAPPLE_MEMORY_MB_PER_USER: '1000000000',
  });
  return { program, url };
}
