import { setTimeout as pause } from 'node:timers/promises';
import type { Benchmark, Measurement } from './src/measurement.ts';
import { percentile } from './src/percentile.ts';
import { costOf } from './scale/prices.ts';
import { addUsage, describeUsage, operationsOf } from './scale/report-usage.ts';
import { type Site, startSite } from './scale/site.ts';
import { readSizes, type Sizes } from './scale/sizes.ts';
import { describeSpent, spentTime } from './scale/spent-time.ts';
import type { Usage } from './scale/usage.ts';

type Note = (text: string) => void;

/** A rate is held when of its reports 99 in 100 are at their subscriber within this time, and none is lost. */
const heldMs = 1_000;
const firstRate = 20;
const growth = 1.5;
/** Something else on the machine may have been in the way once. */
const mostFailures = 2;
const patienceMs = 30_000;

/**
 * A site of 10,000 containers on 200 hosts: real API instances, the functions' real bundles and real stores, hosts that
 * take commands and report as the agent does but have no Docker. First all labs come up, then more and more containers
 * change every second, then some labs go.
 */
export const scale: Benchmark = async (note) => {
  const sizes = readSizes(process.argv.slice(2));
  await using site = await startSite(sizes);
  note(`${sizes.hosts} hosts, ${sizes.instances} API instances`);
  const up = await bringUp(site, sizes, note);
  const held = await findHeldRate(site, sizes, note);
  const gone = await removeSome(site, sizes, note);

  const dollars = up.dollars + gone.dollars;
  const bill = costOf(addUsage(up.perLab, gone.perLab));
  note(`a lab's life on AWS, in dollars for a thousand: ${(dollars * 1000).toFixed(4)}`);
  for (const { what, amount, dollars: each } of bill)
    note(`  ${(amount * 1000).toFixed(0).padStart(9)} ${what}: ${(each * 1000).toFixed(4)}`);
  const unit = 'operations';
  return [
    {
      what: 'DynamoDB operations per container brought up',
      ...{ unit, value: up.operations, floor: null },
      goal: { kind: 'absolute', most: mostOperations },
    },
    ...held,
    {
      what: 'AWS for what 1,000 labs do',
      ...{ unit: '$', value: dollars * 1000, floor: null },
      goal: { kind: 'reported' },
    },
  ];
};

const mostOperations = 12;

async function bringUp(site: Site, sizes: Sizes, note: Note) {
  await site.cloud.call('takeUsage');
  const before = spentTime(site);
  const { ms, labMs } = await drawAll(site, sizes, note);
  const spent = describeSpent(before, spentTime(site), sizes.labs * sizes.containersPerLab);
  const usage = await site.cloud.call('takeUsage');
  const containers = sizes.labs * sizes.containersPerLab;
  const puts = await site.hosts.call('takePutTimes');
  const { ms: latencies, missing } = await site.people.call('latencies', { puts, patienceMs });
  note(
    `${containers} containers in ${sizes.labs} labs READY after ${(ms / 1000).toFixed(1)} s: ` +
      `${((containers / ms) * 1000).toFixed(1)} containers/s, ${((puts.length / ms) * 1000).toFixed(1)} phases/s`,
  );
  note(
    `a lab: ${describeTimes(labMs)}; PutEvents to subscriber: ${describeTimes(latencies)}, ${missing} lost`,
  );
  note(`processor time per container, ms: ${spent}`);
  note('per container:');
  for (const line of describeUsage(usage, containers)) note(`  ${line}`);
  await noteComplaints(site, note);
  return { operations: operationsOf(usage) / containers, ...perLab(usage, sizes.labs) };
}

/** In tenths, so that somebody who waits sees how it goes. */
async function drawAll(site: Site, sizes: Sizes, note: Note) {
  const labMs: number[] = [];
  let ms = 0;
  for (let done = 0; done < sizes.labs;) {
    const count = Math.min(Math.ceil(sizes.labs / 10), sizes.labs - done);
    const part = await site.people.call('bringUp', { ...sizes, labs: count });
    labMs.push(...part.labMs);
    for (const lab of part.late) note(`not up in time: ${lab}`);
    if (part.late.length > 0) await noteComplaints(site, note);
    ms += part.ms;
    done += count;
    note(`${done} labs after ${(ms / 1000).toFixed(1)} s`);
  }
  return { ms, labMs };
}

async function findHeldRate(site: Site, { seconds }: Sizes, note: Note): Promise<Measurement[]> {
  let held = { rate: 0, p50: Number.NaN, p99: Number.NaN };
  let failures = 0;
  for (let rate = firstRate; failures < mostFailures;) {
    const before = spentTime(site);
    await site.hosts.call('waver', { perSecond: rate, seconds });
    const puts = await site.hosts.call('takePutTimes');
    const { ms, missing } = await site.people.call('latencies', { puts, patienceMs });
    const p99 = percentile(ms, 0.99);
    note(`${rate} reports/s: ${describeTimes(ms)}, ${missing} lost`);
    note(`  processor time each, ms: ${describeSpent(before, spentTime(site), puts.length)}`);
    if (p99 > heldMs || missing > 0) {
      failures += 1;
      continue;
    }
    failures = 0;
    rate = Math.round(rate * growth);
    held = { rate: puts.length / seconds, p50: percentile(ms, 0.5), p99 };
  }
  await noteComplaints(site, note);
  const reported = { floor: null, goal: { kind: 'reported' } } as const;
  return [
    { what: 'reports held on this machine', unit: 'events/s', value: held.rate, ...reported },
    { what: 'PutEvents to subscriber at that rate, p50', unit: 'ms', value: held.p50, ...reported },
    {
      what: 'PutEvents to subscriber at that rate, p99',
      ...{ unit: 'ms', value: held.p99, floor: null },
      goal: { kind: 'absolute', most: heldMs },
    },
  ];
}

async function removeSome(site: Site, sizes: Sizes, note: Note) {
  const count = Math.max(1, Math.floor(sizes.labs / 10));
  await site.cloud.call('takeUsage');
  const { ms, labIds } = await site.people.call('deleteLabs', count);
  await site.hosts.call('untilGone', labIds);
  await forgotten(site, labIds);
  const usage = await site.cloud.call('takeUsage');
  note(`${count} labs deleted in ${(ms / 1000).toFixed(1)} s; per lab:`);
  for (const line of describeUsage(usage, count)) note(`  ${line}`);
  await noteComplaints(site, note);
  return perLab(usage, count);
}

/** Nobody is told when the last row of a lab is gone. */
async function forgotten({ labs }: Site, labIds: readonly string[]): Promise<void> {
  for (const labId of labIds) while ((await labs.get(labId)) !== null) await pause(100);
}

/** What one lab's share of some use is, and what that costs. */
function perLab(usage: Usage, labs: number): { readonly perLab: Usage; readonly dollars: number } {
  const share = shareOf(usage, labs);
  return { perLab: share, dollars: costOf(share).reduce((sum, line) => sum + line.dollars, 0) };
}

function shareOf({ tables, functions, requests, events }: Usage, count: number): Usage {
  return {
    tables: tables.map(({ calls, readUnits, writeUnits, ...which }) => {
      return {
        ...which,
        calls: calls / count,
        readUnits: readUnits / count,
        writeUnits: writeUnits / count,
      };
    }),
    functions: functions.map(({ name, runs, failures, ms }) => {
      return { name, runs: runs / count, failures: failures / count, ms: ms / count };
    }),
    requests: Object.fromEntries(Object.entries(requests).map(([name, calls]) => [name, calls / count])),
    events: { count: events.count / count, charged: events.charged / count },
  };
}

async function noteComplaints(site: Site, note: Note): Promise<void> {
  for (const [said, times] of await site.cloud.call('takeComplaints')) note(`  ${times} × ${said}`);
}

function describeTimes(ms: readonly number[]): string {
  const at = (share: number): string => percentile(ms, share).toFixed(0);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms`;
}
