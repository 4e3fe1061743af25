import type { Impairment } from '@pineapple/core';
import type { Measurement } from '../src/measurement.ts';
import { median, percentile } from '../src/percentile.ts';
import { rounds } from '../src/rounds.ts';
import { broadcast } from './broadcast.ts';
import { WireWatch } from './wire-watch.ts';

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
const everyDatagram = 'udp dst port 9';

/** A network on this machine, in which one container sends to all others. */
export interface Links {
  /** The lab's namespace. */
  readonly namespace: string;
  /** A process of the container that sends. */
  readonly pid: number;
  /** The network's broadcast address. */
  readonly address: string;
  /** The wire of a container whose link stays perfect. */
  readonly witness: string;
  readonly wires: readonly string[];
  /** Changes what enters the container of a wire. */
  readonly set: (wire: string, toContainer: Partial<Impairment>) => Promise<void>;
}

/** How fast a change of one link and of all is in force, and how far links are from what was set. */
export async function measureLinks(
  links: Links,
  note: (text: string) => void,
): Promise<readonly Measurement[]> {
  const changes = await measureChanges(links, note);
  return [
    ...changes,
    await measureRate(links),
    await measureLoss(links, note),
    await measureDelay(links, note),
  ];
}

async function measureChanges(links: Links, note: (text: string) => void): Promise<Measurement[]> {
  const { namespace, pid, address, witness, wires, set } = links;
  using _sender = broadcast(pid, { address, rate: pace, least: 20, lengths: 1 });
  using watch = await WireWatch.open(namespace, everyDatagram, [witness, ...wires]);
  /** Milliseconds until the last of these wires passes nothing, or something again. */
  const change = async (chosen: readonly string[], lossPercent: number): Promise<number> => {
    const start = Date.now();
    const isOver = (wire: string): boolean =>
      lossPercent === 0
        ? watch.last(wire) > start
        : watch.last(witness) - Math.max(watch.last(wire), start) > silentMs;
    await Promise.all(chosen.map((wire) => set(wire, { lossPercent })));
    const doing = lossPercent === 0 ? 'have frames again' : 'have no frames';
    await watch.until(`${chosen.length} links ${doing}`, () => chosen.every(isOver));
    const times = chosen.map((wire) =>
      lossPercent === 0
        ? (watch.of(wire).find(({ at }) => at > start)?.at ?? Number.NaN)
        : Math.max(watch.last(wire) + intervalMs, start),
    );
    watch.forget();
    return Math.max(...times) - start;
  };
  const [one, all]: [number[], number[]] = [[], []];
  for (const round of rounds(warmUps + mostRounds, budgetMs)) {
    const chosen = wires.slice(0, 1);
    const taken = [await change(chosen, 100), await change(chosen, 0)];
    if (round >= warmUps) one.push(...taken);
  }
  for (let round = 0; round <= roundsAtOnce; round += 1) {
    const taken = [await change(wires, 100), await change(wires, 0)];
    if (round > 0) all.push(...taken);
  }
  const count = wires.length;
  note(`p50 of one link: ${median(one).toFixed(1)} ms, of ${count} at once: ${median(all).toFixed(1)} ms`);
  return [
    measured('change of a link until in force, p95', 'ms', percentile(one, 0.95), 50),
    measured(`change of ${count} links at once until all are in force`, 'ms', percentile(all, 0.95), 300),
  ];
}

async function measureRate({ namespace, pid, address, wires, set }: Links): Promise<Measurement> {
  const [wire = ''] = wires;
  const [payload, headers] = [1400, 42];
  await set(wire, { rateKbit: wanted.rateKbit });
  using _sender = broadcast(pid, { address, rate: 1000, least: payload, lengths: 1 });
  using watch = await WireWatch.open(namespace, everyDatagram, [wire]);
  // The first frames are the burst that a link may send at full speed.
  const steady = () => watch.of(wire).slice(100);
  await watch.until('2000 frames passed a slow link', () => steady().length > 2000);
  const frames = steady();
  const ms = (frames.at(-1)?.at ?? 0) - (frames[0]?.at ?? 0);
  await set(wire, {});
  const kbit = ((frames.length - 1) * (payload + headers) * 8) / ms;
  return deviation('rate of a link', kbit / wanted.rateKbit - 1);
}

async function measureLoss(links: Links, note: (text: string) => void): Promise<Measurement> {
  const { namespace, pid, address, witness, wires, set } = links;
  const [wire = ''] = wires;
  await set(wire, { lossPercent: wanted.lossPercent });
  using _sender = broadcast(pid, { address, rate: 1000, least: 20, lengths: 1 });
  using watch = await WireWatch.open(namespace, everyDatagram, [wire, witness]);
  watch.forget();
  await watch.until('8000 frames were sent', () => watch.of(witness).length >= 8000);
  const sent = watch.of(witness).length;
  const lost = 1 - watch.of(wire).length / sent;
  await set(wire, {});
  note(`lost ${(lost * 100).toFixed(2)} % of ${sent} frames`);
  const share = wanted.lossPercent / 100;
  const most = quantile * Math.sqrt((share * (1 - share)) / sent) * 100;
  return measured('loss of a link, beside what was set', '%', Math.abs(lost - share) * 100, most);
}

async function measureDelay(links: Links, note: (text: string) => void): Promise<Measurement> {
  const { namespace, pid, address, witness, wires, set } = links;
  const [wire = ''] = wires;
  await set(wire, { delayMs: wanted.delayMs });
  // A length comes again after a second, long after the frame that had it before.
  using _sender = broadcast(pid, { address, rate: 1000, least: 20, lengths: 1000 });
  using watch = await WireWatch.open(namespace, everyDatagram, [wire, witness]);
  await watch.until('5000 frames were delayed', () => watch.of(wire).length >= 5000);
  const delays = delaysBetween(watch, witness, wire);
  await set(wire, {});
  const mean = delays.reduce((sum, each) => sum + each, 0) / delays.length;
  note(
    `delay: mean ${mean.toFixed(2)} ms, p50 ${median(delays).toFixed(2)}, p99 ${percentile(delays, 0.99).toFixed(2)}`,
  );
  return deviation('mean delay of a link at 1,000 frames a second', mean / wanted.delayMs - 1);
}

/** How much later each frame leaves one wire than the other, in milliseconds. */
function delaysBetween(watch: WireWatch, early: string, late: string): number[] {
  const sent = Map.groupBy(watch.of(early), ({ length }) => length);
  return watch.of(late).flatMap(({ at, length }) => {
    const before = sent.get(length)?.findLast((frame) => frame.at <= at);
    return before === undefined ? [] : [at - before.at];
  });
}

function measured(what: string, unit: Measurement['unit'], value: number, most: number): Measurement {
  return { what, unit, value, floor: null, goal: { kind: 'absolute', most } };
}

/** @param share by which it differs from what was set */
function deviation(what: string, share: number): Measurement {
  return measured(`${what}, beside what was set`, '%', Math.abs(share) * 100, 5);
}
