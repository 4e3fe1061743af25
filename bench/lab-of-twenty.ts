import { builtInImages } from '@pineapple/core';
import type { Product } from '@pineapple/launcher';
import { ApiUser } from '@pineapple/test-kit/users';
import { BareContainers } from './src/bare-containers.ts';
import { LabWatch } from './src/lab-watch.ts';
import type { Benchmark, Measurement } from './src/measurement.ts';
import { median } from './src/percentile.ts';
import { rounds } from './src/rounds.ts';
import { startProduct } from './src/start-product.ts';
import { type PoolState, untilPoolIsFull, withoutPool } from './src/warm-pool.ts';

const containers = 20;
const networks = 5;
const mostRounds = 8;
/** For each state of the pool. */
const budgetMs = 55_000;
/** How many containers the floor starts at once. One at a time takes twice as long as any of these. */
const parallelisms = [4, 8, 20];

/** The most times the floor that a lab may take. */
const goals = { warm: 0.35, empty: 1 };

/**
 * Measures the time until a lab of twenty containers on five networks is READY, when all are requested at once, with a
 * full warm pool and without one. The floor is to create and start the same twenty through the Engine API with its best
 * parallelism, on networks that exist.
 */
export const labOfTwenty: Benchmark = async (note) => {
  const measurements: Measurement[] = [];
  for (const pool of ['warm', 'empty'] as const) {
    await using product = await startProduct(note, pool === 'warm' ? {} : withoutPool);
    const { taken, floors } = await measure(product, pool, note);
    const [best] = [...floors]
      .map(([atOnce, times]) => ({ atOnce, ms: median(times) }))
      .toSorted((a, b) => a.ms - b.ms);
    if (!best) throw new Error('No floor was measured.');
    note(`the Engine API is fastest with ${best.atOnce} at once`);
    measurements.push({
      what: `lab of ${containers} containers on ${networks} networks, pool ${pool}`,
      unit: 'ms',
      value: median(taken),
      floor: best.ms,
      goal: { kind: 'at-most', ratio: goals[pool] },
    });
  }
  return measurements;
};

async function measure(product: Product, pool: PoolState, note: (text: string) => void) {
  const image = builtInImages.find((one) => one.name === 'host')?.reference ?? '';
  const bare = new BareContainers(product.dockerHost, image);
  await using bridges = await bare.makeNetworks(networks);
  using api = await ApiUser.signUp(product.url);
  const ready = async (): Promise<void> => (pool === 'warm' ? untilPoolIsFull(product) : undefined);

  // The first lab of a new process runs code that is not compiled yet, and teaches the pool its size.
  note(`pool ${pool}, warm-up: ${(await labUntilReady(api, 'lab-of-twenty-warm-up')).toFixed(0)} ms`);
  const taken: number[] = [];
  const floors = new Map<number, number[]>(parallelisms.map((atOnce) => [atOnce, []]));
  for (const round of rounds(mostRounds, budgetMs)) {
    // A machine can be a fifth slower for a minute, so a lab is measured next to each floor.
    const atOnce = parallelisms[round % parallelisms.length] ?? 1;
    await ready();
    taken.push(await labUntilReady(api, `lab-of-twenty-${round}`));
    await ready();
    floors.get(atOnce)?.push(await bare.createAndStartMany(containers, atOnce, bridges.names));
    note(`pool ${pool}, round ${round + 1}: ${taken.at(-1)?.toFixed(0)} ms`);
  }
  return { taken, floors: new Map([...floors].filter(([, times]) => times.length > 0)) };
}

async function labUntilReady(api: ApiUser, labName: string): Promise<number> {
  const labId = await api.createLab(labName);
  using watch = await LabWatch.open(api, labId);
  const start = performance.now();
  const ids = await Promise.all(
    Array.from({ length: networks }, (_, index) => api.createNetwork(labId, `net-${index}`)),
  );
  const names = Array.from({ length: containers }, (_, index) => `node-${index}`);
  const containerIds = await Promise.all(
    names.map((name, index) => {
      const networkId = ids[index % networks] ?? '';
      return api.createContainer({ labId, name, image: 'host', networks: [{ networkId }] });
    }),
  );
  const readyAt = await Promise.all(names.map((name) => watch.ready(name)));
  // Waits until the lab is removed. Otherwise the removal would slow down the next measurement.
  await Promise.all(containerIds.map((id) => api.deleteContainer(id)));
  await Promise.all(containerIds.map((id) => watch.gone(id)));
  await api.deleteLab(labId);
  return Math.max(...readyAt) - start;
}
