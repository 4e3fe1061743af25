import { readFile } from 'node:fs/promises';
import { dockerClient } from '@pineapple/launcher';
import { readAgentStatus } from '@pineapple/test-kit/hosts';
import { ApiUser } from '@pineapple/test-kit/users';
import { LabWatch } from './src/lab-watch.ts';
import type { Benchmark, Measurement } from './src/measurement.ts';
import { median } from './src/percentile.ts';
import { startProduct } from './src/start-product.ts';
import { untilPoolIsFull } from './src/warm-pool.ts';

const containers = 8;

/**
 * Measures the memory of a container that runs a shell's wait and nothing else, and of one that waits in the warm pool: what
 * its shim has for itself, and what its control group holds, without cache. The floor is the part of the shim, which every
 * container of Docker has.
 */
export const memory: Benchmark = async (note) => {
  await using product = await startProduct(note);
  using api = await ApiUser.signUp(product.url);
  const labId = await api.createLab('memory');
  const networks = [{ networkId: await api.createNetwork(labId, 'lan') }];
  using watch = await LabWatch.open(api, labId);
  const names = Array.from({ length: containers }, (_, index) => `node-${index}`);
  await Promise.all(names.map((name) => api.createContainer({ labId, name, image: 'host', networks })));
  await Promise.all(names.map((name) => watch.ready(name)));
  await untilPoolIsFull(product);

  const { labs, warm } = await readAgentStatus(product.agentSocket);
  const idle = labs.flatMap((lab) => lab.containers.flatMap(({ key }) => key ?? []));
  const measurements: Measurement[] = [];
  for (const [what, keys] of [
    ['an idle container of a lab', idle],
    ['a container that waits in the warm pool', warm.containers.map(({ key }) => key)],
  ] as const) {
    const samples = await Promise.all(keys.map((key) => memoryOf(product.dockerHost, key)));
    const shim = median(samples.map((each) => each.shimKb));
    const value = median(samples.map((each) => each.shimKb + each.groupKb));
    measurements.push({
      what: `memory of ${what}`,
      unit: 'kB',
      value,
      floor: shim,
      goal: { kind: 'reported' },
    });
    note(`${what}, of ${keys.length}: shim ${shim.toFixed(0)} kB, its own ${(value - shim).toFixed(0)} kB`);
  }
  await api.deleteLab(labId);
  return measurements;
};

async function memoryOf(dockerHost: string, key: string): Promise<{ shimKb: number; groupKb: number }> {
  const container = dockerClient(dockerHost).getContainer(key);
  const { State } = await container.inspect();
  const shim = Number(/^PPid:\s+(\d+)$/m.exec(await readFile(`/proc/${State.Pid}/status`, 'utf8'))?.[1]);
  const rollup = await readFile(`/proc/${shim}/smaps_rollup`, 'utf8');
  const { memory_stats: group } = await container.stats({ stream: false, 'one-shot': true });
  const { total_inactive_file, inactive_file } = group.stats as {
    total_inactive_file?: number;
    inactive_file?: number;
  };
  const cache = total_inactive_file ?? inactive_file ?? 0;
  return {
    shimKb: Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1]),
    groupKb: (group.usage - cache) / 1024,
  };
}
