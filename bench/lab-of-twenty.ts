import { builtInImages } from '@pineapple/core';
import { ApiUser } from '@pineapple/test-kit/users';
import { BareContainers } from './src/bare-containers.ts';
import { LabWatch } from './src/lab-watch.ts';
import type { Benchmark } from './src/measurement.ts';
import { median } from './src/percentile.ts';
import { rounds } from './src/rounds.ts';
import { startProduct } from './src/start-product.ts';

const containers = 20;
const networks = 5;
const mostRounds = 5;
const budgetMs = 110_000;
/** How many containers the floor starts at once. One at a time takes twice as long as any of these. */
const parallelisms = [2, 4, 8, 20];

/**
 * Measures the time until a lab of twenty containers on five networks is READY, when all are requested at once. The
 * floor is to create and start the same twenty through the Engine API with its best parallelism, on networks that exist.
 */
export const labOfTwenty: Benchmark = async (note) => {
  await using product = await startProduct(note);
  const image = builtInImages.find((one) => one.name === 'host')?.reference ?? '';
  const bare = new BareContainers(product.dockerHost, image);
  await using bridges = await bare.makeNetworks(networks);
  using api = await ApiUser.signUp(product.url);

  // The first lab of a new process runs code that is not compiled yet.
  note(`warm-up: ${(await labUntilReady(api, 'lab-of-twenty-warm-up')).toFixed(0)} ms`);
  const taken: number[] = [];
  const floors = new Map<number, number[]>(parallelisms.map((atOnce) => [atOnce, []]));
  for (const round of rounds(mostRounds, budgetMs)) {
    // A machine can be a fifth slower for a minute, so a lab is measured next to each floor.
    for (const [atOnce, times] of floors) {
      taken.push(await labUntilReady(api, `lab-of-twenty-${round}-${atOnce}`));
      times.push(await bare.createAndStartMany(containers, atOnce, bridges.names));
    }
    note(`round ${round + 1}: ${median(taken.slice(-parallelisms.length)).toFixed(0)} ms`);
  }
  const [best] = [...floors]
    .map(([atOnce, times]) => ({ atOnce, ms: median(times) }))
    .toSorted((a, b) => a.ms - b.ms);
  if (!best) throw new Error('No floor was measured.');
  note(`the Engine API is fastest with ${best.atOnce} at once`);
  return [
    {
      what: `lab of ${containers} containers on ${networks} networks`,
      unit: 'ms',
      value: median(taken),
      floor: best.ms,
      goal: { kind: 'at-most', ratio: 1.2 },
    },
  ];
};

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
