import { builtInImages } from '@pineapple/core';
import { ApiUser } from '@pineapple/test-kit/users';
import { BareContainers } from './src/bare-containers.ts';
import { LabWatch } from './src/lab-watch.ts';
import type { Benchmark } from './src/measurement.ts';
import { median, percentile } from './src/percentile.ts';
import { rounds } from './src/rounds.ts';
import { startProduct } from './src/start-product.ts';

const warmUps = 3;
const mostRounds = 30;
const budgetMs = 90_000;

/**
 * Measures the time from createContainer to READY at a subscriber. The floor is create, start and a first command on the
 * same image through the Engine API, once on a network that resolves names, as a lab's does, and once on the default
 * bridge, where Docker starts no name server and is faster.
 */
export const createToReady: Benchmark = async (note) => {
  await using product = await startProduct(note);
  const bare = new BareContainers(product.dockerHost, referenceOf('host'));
  await using bridges = await bare.makeNetworks(1);
  using api = await ApiUser.signUp(product.url);
  const labId = await api.createLab('create-to-ready');
  const networks = [{ networkId: await api.createNetwork(labId, 'lan') }];
  using watch = await LabWatch.open(api, labId);

  const samples = { product: [] as number[], alike: [] as number[], plain: [] as number[] };
  const spent: ReadonlyMap<string, number>[] = [];
  for (const round of rounds(warmUps + mostRounds, budgetMs)) {
    const name = `node-${round}`;
    const start = performance.now();
    const containerId = await api.createContainer({ labId, name, image: 'host', networks });
    const took = (await watch.ready(name)) - start;
    await api.deleteContainer(containerId);
    await watch.gone(containerId);
    const alike = await bare.createStartAndExec(bridges.names[0]);
    const plain = await bare.createStartAndExec();
    if (round < warmUps) continue;
    samples.product.push(took);
    spent.push(watch.phasesOf(name));
    samples.alike.push(alike);
    samples.plain.push(plain);
  }
  await api.deleteLab(labId);

  const typical = ['PENDING', 'CREATED', 'CONNECTED', 'RUNNING'].map((phase) => {
    return `${phase} ${median(spent.map((phases) => phases.get(phase) ?? 0))} ms`;
  });
  note(`median time in each phase, by the host's clock: ${typical.join(', ')}`);
  const at = (share: number, ratio: number, floor: 'alike' | 'plain', beside: string) => ({
    what: `createContainer to READY, p${share * 100}, floor on ${beside}`,
    unit: 'ms' as const,
    value: percentile(samples.product, share),
    floor: percentile(samples[floor], share),
    goal: { kind: 'at-most', ratio } as const,
  });
  return [
    at(0.5, 1.25, 'alike', 'a network with DNS'),
    at(0.95, 2, 'alike', 'a network with DNS'),
    at(0.5, 1.25, 'plain', 'the default bridge'),
    at(0.95, 2, 'plain', 'the default bridge'),
  ];
};

function referenceOf(name: string): string {
  const image = builtInImages.find((one) => one.name === name);
  if (!image) throw new Error(`The catalogue has no image ${name}.`);
  return image.reference;
}
