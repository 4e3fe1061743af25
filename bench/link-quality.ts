import { dockerClient, type Product } from '@pineapple/launcher';
import { readAgentStatus } from '@pineapple/test-kit/hosts';
import { ApiUser } from '@pineapple/test-kit/users';
import { measureLinks } from './link-quality/measure-links.ts';
import { LabWatch } from './src/lab-watch.ts';
import type { Benchmark } from './src/measurement.ts';
import { startProduct } from './src/start-product.ts';

const links = 20;

/**
 * Measures how fast a change of a link is in force, and how well links keep what they promise. A container sends datagrams
 * to all others of its network. What leaves the host's ends of their wires counts, by the kernel's clock.
 */
export const linkQuality: Benchmark = async (note) => {
  await using product = await startProduct(note);
  using api = await ApiUser.signUp(product.url);
  const labId = await api.createLab('links');
  const networkId = await api.createNetwork(labId, 'lan', { ipv4Subnet: '10.0.1.0/24' });
  using labWatch = await LabWatch.open(api, labId);
  const names = ['sender', 'witness', ...Array.from({ length: links }, (_, index) => `node-${index}`)];
  const ids = await Promise.all(
    names.map((name) => api.createContainer({ labId, name, image: 'host', networks: [{ networkId }] })),
  );
  await Promise.all(names.map((name) => within(60_000, `${name} is READY`, labWatch.ready(name))));
  const { namespace, pid, wires } = await placeOf(product, names);
  const [, witness = '', ...others] = wires;
  const containerOf = new Map(wires.map((wire, index) => [wire, ids[index]]));
  const results = await measureLinks(
    {
      ...{ namespace, pid, address: '10.0.1.255', witness, wires: others },
      set: async (wire, toContainer) => {
        const change = { containerId: containerOf.get(wire), networkId, toContainer };
        await within(10_000, 'the API answers', api.change('setLinkQuality', change, '__typename'));
      },
    },
    note,
  );
  await api.deleteLab(labId);
  return results;
};

/** Where the lab is on this machine: its namespace, the wires of these containers, and the first one's process. */
async function placeOf({ agentSocket, dockerHost }: Product, names: readonly string[]) {
  const { labs } = await readAgentStatus(agentSocket);
  const lab = labs.find(({ containers }) => containers.some(({ name }) => name === names[0]));
  const containers = names.map((name) => lab?.containers.find((each) => each.name === name));
  const key = containers[0]?.key;
  if (lab === undefined || !key) throw new Error('The lab is not on this host.');
  const { State } = await dockerClient(dockerHost).getContainer(key).inspect();
  const token = (id = '') => id.slice(id.lastIndexOf('_') + 1);
  return {
    namespace: `pn-${token(lab.labId)}`,
    wires: containers.map((each) => `pb${token(each?.containerId)}`),
    pid: State.Pid,
  };
}

async function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`Waited ${ms / 1000} s until ${what}.`)), ms);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
