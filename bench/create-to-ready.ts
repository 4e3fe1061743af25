import { builtInImages } from '@pineapple/core';
import { ApiClient } from './src/api-client.ts';
import { BareContainers } from './src/bare-containers.ts';
import { dropContainer, dropLab, makeContainer, makeLab, makeNetwork } from './src/lab-client.ts';
import { LabWatch } from './src/lab-watch.ts';
import type { Benchmark } from './src/measurement.ts';
import { median, percentile } from './src/percentile.ts';
import { startWholeProduct } from './src/start-whole-product.ts';

const warmUps = 3;
const rounds = 30;

/** From createContainer to READY at a subscriber, next to create, start and a first command on the same image. */
export const createToReady: Benchmark = async (note) => {
  await using product = await startWholeProduct(note);
  const bare = new BareContainers(product.dockerHost, referenceOf('host'));
  using api = await ApiClient.signUp(product.url);
  const labId = await makeLab(api, 'create-to-ready');
  const networks = [{ networkId: await makeNetwork(api, labId, 'lan') }];
  using watch = await LabWatch.open(api, labId);

  const samples = { product: [] as number[], floor: [] as number[] };
  const spent: ReadonlyMap<string, number>[] = [];
  for (let round = -warmUps; round < rounds; round += 1) {
    const name = `node-${round + warmUps}`;
    const start = performance.now();
    const containerId = await makeContainer(api, { labId, name, image: 'host', networks });
    const took = (await watch.ready(name)) - start;
    await dropContainer(api, containerId);
    await watch.gone(containerId);
    const floor = await bare.createStartAndExec();
    if (round < 0) continue;
    samples.product.push(took);
    spent.push(watch.phasesOf(name));
    samples.floor.push(floor);
  }
  await dropLab(api, labId);

  const typical = ['PENDING', 'CREATED', 'CONNECTED', 'RUNNING'].map((phase) => {
    return `${phase} ${median(spent.map((phases) => phases.get(phase) ?? 0))} ms`;
  });
  note(`by the host's clock, median: ${typical.join(', ')}`);
  const at = (share: number, ratio: number) => ({
    what: `createContainer to READY, p${share * 100}`,
    unit: 'ms' as const,
    value: percentile(samples.product, share),
    floor: percentile(samples.floor, share),
    goal: { kind: 'at-most', ratio } as const,
  });
  return [at(0.5, 1.25), at(0.95, 2)];
};

function referenceOf(name: string): string {
  const image = builtInImages.find((one) => one.name === name);
  if (!image) throw new Error(`The catalogue has no image ${name}.`);
  return image.reference;
}
