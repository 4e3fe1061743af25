import { dockerClient, type Product } from '@pineapple/launcher';
import { containerKey } from '@pineapple/test-kit/hosts';
import { ApiUser } from '@pineapple/test-kit/users';
import { PassThrough } from 'node:stream';
import { LabWatch } from './src/lab-watch.ts';
import type { Benchmark } from './src/measurement.ts';
import { median } from './src/percentile.ts';
import { startProduct } from './src/start-product.ts';

const containers = 20;
const runs = 5;
const goalMs = 2_000;
const explainGoalMs = 1_000;
const check = `subscription ($labId: ID!) { checkReachability(labId: $labId, ipVersion: 4) {
  cells { status } done problems } }`;
const explain = `query ($from: ID!, $to: ID!) { told: explainReachability(from: $from, to: $to) {
  __typename ... on ReachabilityExplanation { verdict } } }`;

interface Update extends Readonly<Record<string, unknown>> {
  readonly checkReachability: {
    readonly cells: readonly { readonly status: string }[];
    readonly done: boolean;
    readonly problems: readonly string[];
  };
}

/**
 * Measures the matrix of twenty containers, from the subscription to its last cell, and the explanation of one pair that
 * fails. The floor of the matrix is what a person would type: three pings to all others in every container, all at once.
 */
export const reachMatrix: Benchmark = async (note) => {
  await using product = await startProduct(note);
  using api = await ApiUser.signUp(product.url);
  const labId = await api.createLab('reach');
  const networkId = await api.createNetwork(labId, 'lan', { ipv4Subnet: '10.0.1.0/24' });
  using watch = await LabWatch.open(api, labId);
  const names = Array.from({ length: containers }, (_, index) => `node-${index}`);
  const make = (name: string) =>
    api.createContainer({ labId, name, image: 'host', networks: [{ networkId }] });
  const ids = await Promise.all(names.map(make));
  await Promise.all(names.map((name) => watch.ready(name)));
  const addresses = await addressesOf(api, labId);
  const keys = await Promise.all(names.map((name) => containerKey(product, name)));
  const [taken, floors, explained]: [number[], number[], number[]] = [[], [], []];
  for (let run = 0; run < runs; run += 1) {
    taken.push(await fillMatrix(api, labId));
    floors.push(await pingByHand(product, keys, addresses));
    note(`run ${run + 1}: ${taken.at(-1)?.toFixed(0)} ms, by hand ${floors.at(-1)?.toFixed(0)} ms`);
  }
  const [from = '', to = ''] = ids;
  await api.change('setLinkQuality', { containerId: to, networkId, linkUp: false }, '__typename');
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    const { told } = await api.ask<{ told: { verdict?: string } }>(explain, { from, to });
    explained.push(performance.now() - start);
    note(`explanation ${run + 1}: ${told.verdict ?? 'none'} after ${explained.at(-1)?.toFixed(0)} ms`);
  }
  await api.deleteLab(labId);
  return [
    {
      what: `reachability of ${containers} containers, until the last cell`,
      unit: 'ms',
      value: median(taken),
      floor: median(floors),
      goal: { kind: 'absolute', most: goalMs },
    },
    {
      what: `explanation of a failing pair of ${containers} containers`,
      unit: 'ms',
      value: median(explained),
      floor: null,
      goal: { kind: 'absolute', most: explainGoalMs },
    },
  ];
};

async function addressesOf(api: ApiUser, labId: string): Promise<string[]> {
  const { lab } = await api.ask<{ lab: { containers: { interfaces: { ipv4Address: string }[] }[] } }>(
    'query ($id: ID!) { lab(id: $id) { containers { interfaces { ipv4Address } } } }',
    { id: labId },
  );
  return lab.containers.flatMap(({ interfaces }) => interfaces.map(({ ipv4Address }) => ipv4Address));
}

async function fillMatrix(api: ApiUser, labId: string): Promise<number> {
  const over = Promise.withResolvers<number>();
  const start = performance.now();
  let known = 0;
  const stop = api.subscribe<Update>(check, { labId }, ({ checkReachability: { cells, done, problems } }) => {
    known += cells.filter(({ status }) => status === 'OK').length;
    if (problems.length > 0) over.reject(new Error(problems.join(' ')));
    else if (done && known !== containers * (containers - 1))
      over.reject(new Error(`Only ${known} pairs reach each other.`));
    else if (done) over.resolve(performance.now() - start);
  });
  try {
    return await over.promise;
  } finally {
    stop();
  }
}

/** The same packets by the containers' own ping, started through the Engine API. */
async function pingByHand(product: Product, keys: readonly string[], addresses: readonly string[]) {
  const docker = dockerClient(product.dockerHost);
  const script = addresses.map((address) => `ping -c 3 -i 0.2 -W 1 -q ${address} > /dev/null &`).join('\n');
  const start = performance.now();
  await Promise.all(
    keys.map(async (key) => {
      const exec = await docker
        .getContainer(key)
        .exec({ Cmd: ['sh', '-c', `${script}\nwait`], AttachStdout: true });
      const stream = await exec.start({});
      const ended = Promise.withResolvers<void>();
      stream.on('end', ended.resolve).on('error', ended.reject).pipe(new PassThrough().resume());
      await ended.promise;
    }),
  );
  return performance.now() - start;
}
