import { ApiUser } from '@pineapple/test-kit/users';
import { LabWatch } from './src/lab-watch.ts';
import type { Benchmark, Measurement } from './src/measurement.ts';
import { median, percentile } from './src/percentile.ts';
import { rounds } from './src/rounds.ts';
import { startProduct } from './src/start-product.ts';

const warmUps = 5;
const mostRounds = 60;
const budgetMs = 60_000;
const goalMs = 60;
const name = 'node';

/**
 * Measures the time from connectContainer and disconnectContainer of a running container until a subscriber sees that its
 * host has observed the change. The machine does nothing else.
 */
export const connect: Benchmark = async (note) => {
  await using product = await startProduct(note);
  using api = await ApiUser.signUp(product.url);
  const labId = await api.createLab('connect');
  const [first, second] = [await api.createNetwork(labId, 'first'), await api.createNetwork(labId, 'second')];
  using watch = await LabWatch.open(api, labId);
  const containerId = await api.createContainer({
    labId,
    name,
    image: 'host',
    networks: [{ networkId: first }],
  });
  await watch.ready(name);

  /** Milliseconds from the mutation until its outcome was observed. Returns when nothing is under way any more. */
  const change = async (mutation: 'connectContainer' | 'disconnectContainer'): Promise<number> => {
    const version = watch.versionOf(name);
    const start = performance.now();
    const { container } = await api.change<{ container: { lab: { revision: number } } }>(
      mutation,
      { containerId, networkId: second },
      'container { lab { revision } }',
    );
    await watch.newerThan(name, version);
    const took = performance.now() - start;
    await watch.untilApplied(container.lab.revision);
    return took;
  };
  const taken = { connected: [] as number[], disconnected: [] as number[] };
  for (const round of rounds(warmUps + mostRounds, budgetMs)) {
    const [connected, disconnected] = [await change('connectContainer'), await change('disconnectContainer')];
    if (round < warmUps) continue;
    taken.connected.push(connected);
    taken.disconnected.push(disconnected);
  }
  await api.deleteLab(labId);
  note(
    `p50: connect ${median(taken.connected).toFixed(1)} ms, disconnect ${median(taken.disconnected).toFixed(1)} ms`,
  );
  return [
    observed('connectContainer until observed, p95', taken.connected),
    observed('disconnectContainer until observed, p95', taken.disconnected),
  ];
};

function observed(what: string, samples: readonly number[]): Measurement {
  return {
    what,
    unit: 'ms',
    value: percentile(samples, 0.95),
    floor: null,
    goal: { kind: 'absolute', most: goalMs },
  };
}
