import { builtInImages } from '@pineapple/core';
import type { Product } from '@pineapple/launcher';
import { ApiUser } from '@pineapple/test-kit/users';
import { BareContainers } from './src/bare-containers.ts';
import { LabWatch } from './src/lab-watch.ts';
import type { Benchmark } from './src/measurement.ts';
import { startProduct } from './src/start-product.ts';
import { untilPoolIsFull } from './src/warm-pool.ts';

const students = 30;
const perLab = 5;
/** The best of those that `lab-of-twenty` tries; more at once takes as long. */
const atOnce = 8;
const goal = 1;
const names = Array.from({ length: perLab }, (_, index) => `node-${index}`);

interface Student {
  readonly api: ApiUser;
  readonly labId: string;
  readonly watch: LabWatch;
}

/**
 * Measures the time until 150 containers are READY that thirty students request at once, five each on a network of their
 * own. The floor is to create and start as many through the Engine API, on networks that exist.
 */
export const thirtyLabs: Benchmark = async (note) => {
  await using product = await startProduct(note);
  const taken = await measureProduct(product);
  note(`thirty labs: ${taken.toFixed(0)} ms`);
  await untilPoolIsFull(product);
  const image = builtInImages.find(({ name }) => name === 'host')?.reference ?? '';
  const bare = new BareContainers(product.dockerHost, image);
  await using bridges = await bare.makeNetworks(students);
  const floor = await bare.createAndStartMany(students * perLab, atOnce, bridges.names);
  return [
    {
      what: `${students * perLab} containers of ${students} labs at once`,
      unit: 'ms',
      value: taken,
      floor,
      goal: { kind: 'at-most', ratio: goal },
    },
  ];
};

async function measureProduct(product: Product): Promise<number> {
  using cleanup = new DisposableStack();
  const all: Student[] = [];
  for (let index = 0; index < students; index += 1) {
    const api = cleanup.use(await ApiUser.signUp(product.url));
    const labId = await api.createLab('exercise');
    all.push({ api, labId, watch: cleanup.use(await LabWatch.open(api, labId)) });
  }
  await untilPoolIsFull(product);
  const start = performance.now();
  await Promise.all(all.map(drawLab));
  const readyAt = await Promise.all(all.flatMap(({ watch }) => names.map((name) => watch.ready(name))));
  await Promise.all(all.map(({ api, labId }) => api.deleteLab(labId)));
  return Math.max(...readyAt) - start;
}

async function drawLab({ api, labId }: Student): Promise<void> {
  const networkId = await api.createNetwork(labId, 'lan');
  await Promise.all(
    names.map((name) => api.createContainer({ labId, name, image: 'host', networks: [{ networkId }] })),
  );
}
