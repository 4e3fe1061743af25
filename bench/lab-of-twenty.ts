import { builtInImages } from '@pineapple/core';
import { ApiUser } from '@pineapple/test-kit/users';
import { BareContainers } from './src/bare-containers.ts';
import { LabWatch } from './src/lab-watch.ts';
import type { Benchmark } from './src/measurement.ts';
import { median } from './src/percentile.ts';
import { startWholeProduct } from './src/start-whole-product.ts';

const containers = 20;
const networks = 5;
const rounds = 5;
/** Containers of the floor at once. One by one takes twice as long as any of these. */
const parallelisms = [2, 4, 8, 20];

/**
 * A lab of twenty containers on five networks asked for at once, until all are READY, next to the same twenty created
 * and started by the Engine API at whatever parallelism suits it best, on networks that are there already.
 */
export const labOfTwenty: Benchmark = async (note) => {
  await using product = await startWholeProduct(note);
  const image = builtInImages.find((one) => one.name === 'host')?.reference ?? '';
  const bare = new BareContainers(product.dockerHost, image);
  await using bridges = await bare.makeNetworks(networks);
  using api = await ApiUser.signUp(product.url);

  // The first lab of a process that was just started meets code that was never run.
  note(`warm-up: ${(await wholeLab(api, 'lab-of-twenty-warm-up')).toFixed(0)} ms`);
  const taken: number[] = [];
  const floors = new Map<number, number[]>(parallelisms.map((atOnce) => [atOnce, []]));
  for (let round = 0; round < rounds; round += 1) {
    // A machine may be a fifth slower for a minute: a lab beside each of them, or one of the two has all the luck.
    for (const [atOnce, times] of floors) {
      taken.push(await wholeLab(api, `lab-of-twenty-${round}-${atOnce}`));
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

async function wholeLab(api: ApiUser, labName: string): Promise<number> {
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
  // Until nothing is left of it: removing goes on beside what is measured next otherwise.
  await Promise.all(containerIds.map((id) => api.deleteContainer(id)));
  await Promise.all(containerIds.map((id) => watch.gone(id)));
  await api.deleteLab(labId);
  return Math.max(...readyAt) - start;
}
