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

/** A rate is sustained when 99 of 100 reports reach their subscriber within this time and none is lost. */
const heldMs = 1_000;
const firstRate = 20;
const growth = 1.5;
/** One failure may be due to another program on the machine. */
const mostFailures = 2;
const patienceMs = 30_000;

/**
 * Runs a large site: real API instances, the functions' real bundles, real stores, and hosts that take commands and
 * report as the agent does but have no Docker. Starts all labs, then changes more and more containers per second, then
 * deletes some labs.
 */
export const scale: Benchmark = async (note) => {
  const sizes = readSizes(process.argv.slice(2));
  await using site = await startSite(sizes);
  note(`${sizes.hosts} hosts, ${sizes.instances} API instances`);
  const up = await bringUp(site, sizes, note);
  const sustained = await findSustainedRate(site, sizes, note);
  const gone = await removeSome(site, sizes, note);

  const dollars = up.dollars + gone.dollars;
  const bill = costOf(addUsage(up.perLab, gone.perLab));
  note(`1,000 labs on AWS, from start to removal, in dollars: ${(dollars * 1000).toFixed(4)}`);
  for (const { what, amount, dollars: each } of bill)
    note(`  ${(amount * 1000).toFixed(0).padStart(9)} ${what}: ${(each * 1000).toFixed(4)}`);
  const unit = 'operations';
  return [
    {
      what: 'DynamoDB operations per started container',
      ...{ unit, value: up.operations, floor: null },
      goal: { kind: 'absolute', most: mostOperations },
    },
    ...sustained,
    {
      what: 'AWS cost of 1,000 labs',
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
  const containers = labMs.length * sizes.containersPerLab;
  const spent = describeSpent(before, spentTime(site), containers);
  const usage = await site.cloud.call('takeUsage');
  const puts = await site.hosts.call('takePutTimes');
  const { ms: latencies, missing } = await site.users.call('latencies', { puts, patienceMs });
  note(
    `${containers} containers in ${labMs.length} labs READY after ${(ms / 1000).toFixed(1)} s: ` +
      `${((containers / ms) * 1000).toFixed(1)} containers/s, ${((puts.length / ms) * 1000).toFixed(1)} phases/s`,
  );
  note(
    `a lab: ${describeTimes(labMs)}; PutEvents to subscriber: ${describeTimes(latencies)}, ${missing} lost`,
  );
  note(`processor time per container, ms: ${spent}`);
  note('per container:');
  for (const line of describeUsage(usage, containers)) note(`  ${line}`);
  await noteComplaints(site, note);
  return { operations: operationsOf(usage) / containers, ...perLab(usage, labMs.length) };
}

/** Draws the labs in tenths and reports the progress. */
async function drawAll(site: Site, sizes: Sizes, note: Note) {
  const labMs: number[] = [];
  let ms = 0;
  for (let done = 0; done < sizes.labs && ms < sizes.bringUpMs;) {
    const count = Math.min(Math.ceil(sizes.labs / 10), sizes.labs - done);
    const part = await site.users.call('bringUp', { ...sizes, labs: count });
    labMs.push(...part.labMs);
    for (const lab of part.late) note(`not READY in time: ${lab}`);
    if (part.late.length > 0) await noteComplaints(site, note);
    ms += part.ms;
    done += count;
    note(`${done} labs after ${(ms / 1000).toFixed(1)} s`);
  }
  return { ms, labMs };
}

async function findSustainedRate(
  site: Site,
  { seconds, ratesMs }: Sizes,
  note: Note,
): Promise<Measurement[]> {
  let held = { rate: 0, p50: Number.NaN, p99: Number.NaN };
  let failures = 0;
  const end = performance.now() + ratesMs;
  for (let rate = firstRate; failures < mostFailures && performance.now() < end;) {
    const before = spentTime(site);
    await site.hosts.call('waver', { perSecond: rate, seconds });
    const puts = await site.hosts.call('takePutTimes');
    const { ms, missing } = await site.users.call('latencies', { puts, patienceMs });
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
    { what: 'sustained reports', unit: 'events/s', value: held.rate, ...reported },
    { what: 'PutEvents to subscriber at that rate, p50', unit: 'ms', value: held.p50, ...reported },
    {
      what: 'PutEvents to subscriber at that rate, p99',
      ...{ unit: 'ms', value: held.p99, floor: null },
      goal: { kind: 'absolute', most: heldMs },
    },
  ];
}

async function removeSome(site: Site, sizes: Sizes, note: Note) {
  const count = Math.max(1, Math.floor(sizes.labs / 20));
  await site.cloud.call('takeUsage');
  const { ms, labIds } = await site.users.call('deleteLabs', count);
  await site.hosts.call('untilGone', labIds);
  await forgotten(site, labIds);
  const usage = await site.cloud.call('takeUsage');
  note(`${count} labs deleted in ${(ms / 1000).toFixed(1)} s; per lab:`);
  for (const line of describeUsage(usage, count)) note(`  ${line}`);
  await noteComplaints(site, note);
  return perLab(usage, count);
}

/** Reads the rows of a lab until none is left: no event reports the removal of the last one. */
async function forgotten({ labs }: Site, labIds: readonly string[]): Promise<void> {
  for (const labId of labIds) while ((await labs.get(labId)) !== null) await pause(100);
}

/** One lab's share of the usage, and what it costs. */
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
