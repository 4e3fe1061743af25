import { dockerClient, type Product } from '@pineapple/launcher';
import { readAgentStatus } from '@pineapple/test-kit/hosts';
import { ApiUser } from '@pineapple/test-kit/users';
import { broadcast } from './link-quality/broadcast.ts';
import { WireWatch } from './link-quality/wire-watch.ts';
import { LabWatch } from './src/lab-watch.ts';
import type { Benchmark, Measurement } from './src/measurement.ts';
import { median, percentile } from './src/percentile.ts';
import { rounds } from './src/rounds.ts';
import { startProduct } from './src/start-product.ts';

const links = 20;
const [warmUps, mostRounds, budgetMs] = [3, 40, 40_000];
const roundsAtOnce = 5;
/** Datagrams a second on each wire: a change is seen with the first that is missing. */
const pace = 200;
const intervalMs = 1000 / pace;
/** A link passes nothing when another one has passed frames for so long since. */
const silentMs = 100;
const wanted = { rateKbit: 8000, lossPercent: 5, delayMs: 20 } as const;
/** Of the standard normal distribution, for 99 %. */
const quantile = 2.576;

/**
 * Measures how fast a change of a link is in force, and how well links keep what they promise. A container sends datagrams
 * to all others of its network, one of which has a perfect link. What leaves the host's ends of their wires counts, by the kernel's clock.
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
  const found = await placeOf(product, names);
  const [, witness = '', ...wires] = found.wires;
  const targets = wires.map((wire, index) => ({ wire, containerId: ids[index + 2] ?? '' }));
  const [first] = targets;
  if (first === undefined) throw new Error('The lab has no links.');
  const set = async (containerId: string, toContainer: object): Promise<void> => {
    const change = { containerId, networkId, toContainer };
    await within(10_000, 'the API answers', api.change('setLinkQuality', change, '__typename'));
  };
  const address = '10.0.1.255';

  const measureChanges = async (): Promise<Measurement[]> => {
    using _sender = broadcast(found.pid, { address, rate: pace, least: 20, lengths: 1 });
    using watch = await WireWatch.open(found.namespace, 'udp dst port 9', found.wires.slice(1));
    /** Milliseconds until the last of these wires passes nothing, or something again. */
    const change = async (chosen: typeof targets, lossPercent: number): Promise<number> => {
      const start = Date.now();
      const isOver = ({ wire }: (typeof targets)[number]): boolean => {
        const last = watch.last(wire);
        return lossPercent === 0 ? last > start : watch.last(witness) - Math.max(last, start) > silentMs;
      };
      await Promise.all(chosen.map(({ containerId }) => set(containerId, { lossPercent })));
      const doing = lossPercent === 0 ? 'have frames again' : 'have no frames';
      await watch.until(`${chosen.length} links ${doing}`, () => chosen.every(isOver));
      const times = chosen.map(({ wire }) =>
        lossPercent === 0
          ? (watch.of(wire).find(({ at }) => at > start)?.at ?? Number.NaN)
          : watch.last(wire) + intervalMs,
      );
      watch.forget();
      return Math.max(...times) - start;
    };
    const [one, all]: [number[], number[]] = [[], []];
    for (const round of rounds(warmUps + mostRounds, budgetMs)) {
      const taken = [await change([first], 100), await change([first], 0)];
      if (round >= warmUps) one.push(...taken);
    }
    for (let round = 0; round <= roundsAtOnce; round += 1) {
      const taken = [await change(targets, 100), await change(targets, 0)];
      if (round > 0) all.push(...taken);
    }
    note(
      `one link: p50 ${median(one).toFixed(1)} ms of ${one.length}; ${links}: ${median(all).toFixed(0)} ms`,
    );
    return [
      measured('change of a link until in force, p95', 'ms', percentile(one, 0.95), 50),
      measured(`change of ${links} links at once until all are in force`, 'ms', percentile(all, 0.95), 300),
    ];
  };

  const measureRate = async (): Promise<Measurement> => {
    await set(first.containerId, { rateKbit: wanted.rateKbit });
    using _sender = broadcast(found.pid, { address, rate: 1000, least: 1400, lengths: 1 });
    using watch = await WireWatch.open(found.namespace, 'udp dst port 9', [first.wire]);
    const frames = () => watch.of(first.wire).slice(100);
    await watch.until('2000 frames passed a slow link', () => frames().length > 2000);
    const [start, end] = [frames()[0]?.at ?? 0, frames().at(-1)?.at ?? 0];
    const headers = 42;
    const bits = (frames().length - 1) * (1400 + headers) * 8;
    await set(first.containerId, {});
    return deviation('rate of a link', bits / (end - start) / wanted.rateKbit - 1);
  };

  const measureLoss = async (): Promise<Measurement> => {
    await set(first.containerId, { lossPercent: wanted.lossPercent });
    using _sender = broadcast(found.pid, { address, rate: 1000, least: 20, lengths: 1000 });
    using watch = await WireWatch.open(found.namespace, 'udp dst port 9', [first.wire, witness]);
    watch.forget();
    await watch.until('8000 frames were sent', () => watch.of(witness).length >= 8000);
    const sent = watch.of(witness).length;
    const share = wanted.lossPercent / 100;
    const lost = 1 - watch.of(first.wire).length / sent;
    await set(first.containerId, {});
    note(`lost ${(lost * 100).toFixed(2)} % of ${sent}`);
    const most = quantile * Math.sqrt((share * (1 - share)) / sent) * 100;
    return measured('loss of a link, beside what was set', '%', Math.abs(lost - share) * 100, most);
  };

  const measureDelay = async (): Promise<Measurement> => {
    await set(first.containerId, { delayMs: wanted.delayMs });
    using _sender = broadcast(found.pid, { address, rate: 1000, least: 20, lengths: 1000 });
    using watch = await WireWatch.open(found.namespace, 'udp dst port 9', [first.wire, witness]);
    watch.forget();
    await watch.until('5000 frames were delayed', () => watch.of(first.wire).length >= 5000);
    const delays = delaysBetween(watch, witness, first.wire);
    await set(first.containerId, {});
    note(`delay: p50 ${median(delays).toFixed(2)} ms, p99 ${percentile(delays, 0.99).toFixed(2)} ms`);
    return deviation('delay of a link at 1,000 frames a second, p50', median(delays) / wanted.delayMs - 1);
  };

  const results = [
    ...(await measureChanges()),
    ...[await measureRate(), await measureLoss(), await measureDelay()],
  ];
  await api.deleteLab(labId);
  return results;
};

/** How much later each frame leaves one wire than the other, in milliseconds. */
function delaysBetween(watch: WireWatch, early: string, late: string): number[] {
  const sent = Map.groupBy(watch.of(early), ({ length }) => length);
  return watch.of(late).flatMap(({ at, length }) => {
    const before = sent.get(length)?.findLast((frame) => frame.at <= at);
    return before === undefined ? [] : [at - before.at];
  });
}

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

function measured(what: string, unit: Measurement['unit'], value: number, most: number): Measurement {
  return { what, unit, value, floor: null, goal: { kind: 'absolute', most } };
}

/** @param share by which it differs from what was set */
function deviation(what: string, share: number): Measurement {
  return measured(`${what}, beside what was set`, '%', Math.abs(share) * 100, 5);
}
