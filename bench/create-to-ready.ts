import { builtInImages } from '@pineapple/core';
import type { Product } from '@pineapple/launcher';
import { ApiUser } from '@pineapple/test-kit/users';
import { BareContainers } from './src/bare-containers.ts';
import { LabWatch } from './src/lab-watch.ts';
import type { Benchmark, Measurement } from './src/measurement.ts';
import { median, percentile } from './src/percentile.ts';
import { rounds } from './src/rounds.ts';
import { startProduct } from './src/start-product.ts';
import { type PoolState, untilPoolIsFull, withoutPool } from './src/warm-pool.ts';

const warmUps = 3;
const mostRounds = 25;
/** For each state of the pool. */
const budgetMs = 60_000;
/** The most times the floor that a start may take. */
const goals = { warm: { 0.5: 0.3, 0.95: 0.6 }, empty: { 0.5: 1.1, 0.95: 2 } };

interface Samples {
  readonly product: number[];
  readonly floor: number[];
}

/**
 * Measures the time from createContainer to READY at a subscriber, with a full warm pool and without one. The floor is
 * Docker's cheapest start: create, start on the default bridge and a first command through the Engine API, on the same
 * image, between the starts.
 */
export const createToReady: Benchmark = async (note) => {
  const measurements: Measurement[] = [];
  for (const pool of ['warm', 'empty'] as const) {
    await using product = await startProduct(note, pool === 'warm' ? {} : withoutPool);
    const samples = await measure(product, pool, note);
    for (const share of [0.5, 0.95] as const) {
      measurements.push({
        what: `createContainer to READY, pool ${pool}, p${share * 100}`,
        unit: 'ms',
        value: percentile(samples.product, share),
        floor: percentile(samples.floor, share),
        goal: { kind: 'at-most', ratio: goals[pool][share] },
      });
    }
  }
  return measurements;
};

async function measure(product: Product, pool: PoolState, note: (text: string) => void): Promise<Samples> {
  const bare = new BareContainers(product.dockerHost, referenceOf('host'));
  const ready = async (): Promise<void> => (pool === 'warm' ? untilPoolIsFull(product) : undefined);
  using api = await ApiUser.signUp(product.url);
  const labId = await api.createLab('create-to-ready');
  const networks = [{ networkId: await api.createNetwork(labId, 'lan') }];
  using watch = await LabWatch.open(api, labId);

  const samples: Samples = { product: [], floor: [] };
  const spent: ReadonlyMap<string, number>[] = [];
  for (const round of rounds(warmUps + mostRounds, budgetMs)) {
    const name = `node-${round}`;
    await ready();
    const start = performance.now();
    const containerId = await api.createContainer({ labId, name, image: 'host', networks });
    const took = (await watch.ready(name)) - start;
    await api.deleteContainer(containerId);
    await watch.gone(containerId);
    await ready();
    const floor = await bare.createStartAndExec();
    if (round < warmUps) continue;
    samples.product.push(took);
    samples.floor.push(floor);
    spent.push(watch.phasesOf(name));
  }
  await api.deleteLab(labId);

  const typical = ['PENDING', 'CREATED', 'CONNECTED', 'RUNNING'].map((phase) => {
    return `${phase} ${median(spent.map((phases) => phases.get(phase) ?? 0))} ms`;
  });
  note(
    `pool ${pool}, ${spent.length} starts, median time in each phase by the host's clock: ${typical.join(', ')}`,
  );
  return samples;
}

function referenceOf(name: string): string {
  const image = builtInImages.find((one) => one.name === name);
  if (!image) throw new Error(`The catalogue has no image ${name}.`);
  return image.reference;
}
