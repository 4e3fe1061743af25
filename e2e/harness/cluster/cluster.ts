import { join } from 'node:path';
import { ChildProgram, freePorts } from '@pineapple/launcher';
import type { Machine } from '../site/machine.ts';
import { startBackEnd } from '../site/back-end.ts';
import { type LoadBalancer, startLoadBalancer } from './load-balancer.ts';
import { buildRelease } from './release.ts';
import { startValkey } from './valkey.ts';

/** One of the API's processes. */
export interface ApiInstance {
  readonly name: string;
  /** Its own address, not the load balancer's. */
  readonly url: string;
  readonly program: ChildProgram;
}

/** A site of several instances: the API of a release three times behind a load balancer, Valkey, and a host. */
export interface Cluster extends AsyncDisposable {
  readonly url: string;
  readonly instances: readonly ApiInstance[];
  readonly balancer: LoadBalancer;
  readonly valkey: ChildProgram;
  readonly machine: Machine;
}

/** Seconds in which a stopping instance fails the balancer's checks before it accepts no more connections. */
const drainSeconds = 4;

export async function startCluster(): Promise<Cluster> {
  await using cleanup = new AsyncDisposableStack();
  const release = cleanup.use(await buildRelease());
  const valkey = cleanup.use(await startValkey());
  const backEnd = cleanup.use(await startBackEnd({ hosts: 1, bundles: release.lambdas, busUrl: valkey.url }));
  const [machine] = backEnd.machines;
  if (!machine) throw new Error('The cluster has no host.');
  const [port = 0, ...ports] = await freePorts(4);
  const url = `http://localhost:${port}`;
  const places = ['one', 'two', 'three'].map((name, index) => ({ name, port: ports[index] ?? 0 }));
  const instances = await Promise.all(
    places.map(async (place): Promise<ApiInstance> => {
      const program = await ChildProgram.start({
        command: [process.execPath, join(release.apiDirectory, 'api.mjs')],
        env: {
          ...backEnd.environment,
          PATH: process.env['PATH'],
          PORT: String(place.port),
          PINEAPPLE_PUBLIC_URL: url,
          PINEAPPLE_WEB_DIR: join(release.apiDirectory, 'web'),
          PINEAPPLE_TRUST_PROXY: '1',
          PINEAPPLE_DRAIN_SECONDS: String(drainSeconds),
        },
        readyWhen: /api ready/,
      });
      return { name: place.name, url: `http://localhost:${place.port}`, program: cleanup.use(program) };
    }),
  );
  const balancer = cleanup.use(await startLoadBalancer({ port, servers: places }));
  const owned = cleanup.move();
  const dispose = (): Promise<void> => owned.disposeAsync();
  return { url, instances, balancer, machine, valkey: valkey.program, [Symbol.asyncDispose]: dispose };
}
