import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostReported, labRemoved, observationsReported } from '@pineapple/contracts';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type HostEvent, type Report, Reporter } from './reporter.ts';
import { Sequence } from './sequence.ts';

const log = pino({ level: 'silent' });
let directory: string;
let reporter: Reporter;
let batches: HostEvent[][];
let answer: () => Promise<void>;
let busy: boolean;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pn-reporter-'));
  batches = [];
  answer = () => Promise.resolve();
  busy = false;
  const put = async (events: readonly HostEvent[]): Promise<void> => {
    await answer();
    batches.push([...events]);
  };
  reporter = new Reporter({
    hostId: 'mi-1',
    source: 'pineapple.host.mi-1',
    put,
    busy: () => busy,
    sequence: await Sequence.open(join(directory, 'sequence')),
    log,
  });
});
afterEach(async () => {
  reporter.close();
  await rm(directory, { recursive: true });
});

function container(
  containerId: string,
  phase: 'CREATED' | 'RUNNING' | 'READY' | 'FAILED' | 'DELETED',
): Report {
  return {
    ...{
      kind: 'container',
      labId: 'lab_a',
      containerId,
      name: 'a',
      image: 'host',
      reason: null,
      generation: 1,
    },
    ...{
      phase,
      phases: [{ phase, at: new Date(0).toISOString() }],
      interfaces: [],
      hostId: 'mi-1',
      version: 0,
    },
  };
}

function network(networkId: string, phase: 'ACTIVE' | 'FAILED'): Report {
  return {
    ...{ kind: 'network', labId: 'lab_a', networkId, name: networkId, ipv4Subnet: '10.0.0.0/24' },
    ...{ internet: false, phase, reason: null, hostId: 'mi-1', version: 0 },
  };
}

const reported = (): string[] =>
  batches.flat().flatMap(({ detail }) => {
    const parsed = observationsReported.safeParse(detail);
    return parsed.success
      ? parsed.data.observations.map((one) =>
          one.kind === 'container' ? `${one.containerId} ${one.phase}` : one.networkId,
        )
      : [];
  });

/** Lets time pass only as the test says: a busy machine may take longer than the reporter waits. */
function fakeClock(): (ms: number) => Promise<unknown> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  return (ms) => vi.advanceTimersByTimeAsync(ms);
}

describe('the reporter', () => {
  it('sends at once, and collects further reports for the next request', async () => {
    const gate = Promise.withResolvers<void>();
    answer = () => gate.promise;
    reporter.observe(container('a', 'READY'));
    await Promise.resolve();
    reporter.observe(container('b', 'CREATED'));
    reporter.observe(container('c', 'CREATED'));
    reporter.observe(container('b', 'RUNNING'));
    gate.resolve();
    await reporter.drained(1000);
    expect(batches).toHaveLength(2);
    expect(reported()).toEqual(['a READY', 'c CREATED', 'b RUNNING']);
  });

  it('delays a transient phase until another report is sent', async () => {
    reporter.observe(container('a', 'CREATED'));
    await Promise.resolve();
    expect(batches).toEqual([]);
    reporter.observe(container('b', 'READY'));
    await reporter.drained(1000);
    expect(batches).toHaveLength(1);
    expect(reported()).toEqual(['a CREATED', 'b READY']);
  });

  it('delays active networks until one that failed is reported', async () => {
    reporter.observe(network('net_a', 'ACTIVE'));
    reporter.observe(network('net_b', 'ACTIVE'));
    await Promise.resolve();
    expect(batches).toEqual([]);
    reporter.observe(network('net_c', 'FAILED'));
    await reporter.drained(1000);
    expect(batches).toHaveLength(1);
    expect(reported()).toEqual(['net_a', 'net_b', 'net_c']);
  });

  it('sends a transient phase alone when nothing follows', async () => {
    reporter.observe(container('a', 'CREATED'));
    await expect.poll(reported).toEqual(['a CREATED']);
  });

  it('spaces out requests while the host is busy, except for failures', async () => {
    const after = fakeClock();
    busy = true;
    reporter.observe(container('a', 'READY'));
    await after(0);
    expect(reported()).toEqual(['a READY']);
    reporter.observe(container('b', 'READY'));
    reporter.observe(container('c', 'READY'));
    await after(249);
    expect(batches).toHaveLength(1);
    await after(1);
    expect(reported()).toEqual(['a READY', 'b READY', 'c READY']);
    expect(batches).toHaveLength(2);
    reporter.observe(container('d', 'READY'));
    reporter.observe(container('e', 'FAILED'));
    await after(0);
    expect(reported()).toEqual(['a READY', 'b READY', 'c READY', 'd READY', 'e FAILED']);
    expect(batches).toHaveLength(3);
  });

  it('delays transient phases twice as long while the host is busy, unless something else is sent', async () => {
    const after = fakeClock();
    busy = true;
    reporter.observe(container('a', 'READY'));
    await after(0);
    expect(reported()).toEqual(['a READY']);
    reporter.observe(container('b', 'CREATED'));
    await after(499);
    expect(reported()).toEqual(['a READY']);
    await after(1);
    expect(reported()).toEqual(['a READY', 'b CREATED']);
    reporter.observe(container('c', 'CREATED'));
    reporter.observe(container('d', 'READY'));
    await after(250);
    expect(reported()).toEqual(['a READY', 'b CREATED', 'c CREATED', 'd READY']);
    expect(batches).toHaveLength(3);
  });

  it('sends at once when the host is no longer busy', async () => {
    const after = fakeClock();
    busy = true;
    reporter.observe(container('a', 'READY'));
    await after(0);
    expect(reported()).toEqual(['a READY']);
    reporter.observe(container('b', 'READY'));
    busy = false;
    reporter.observe(container('c', 'READY'));
    await after(0);
    expect(batches).toHaveLength(2);
    expect(reported()).toEqual(['a READY', 'b READY', 'c READY']);
  });

  it('sends nothing if nothing changed, unless forced', async () => {
    reporter.observe(container('a', 'READY'));
    reporter.observe(container('a', 'READY'));
    await reporter.drained(1000);
    reporter.observe(container('a', 'READY'));
    await reporter.drained(1000);
    expect(reported()).toEqual(['a READY']);
    reporter.observe(container('a', 'READY'), true);
    await reporter.drained(1000);
    expect(reported()).toEqual(['a READY', 'a READY']);
  });

  it('tries again after a failure with the latest reports, and loses none', async () => {
    let failures = 2;
    answer = () => ((failures -= 1) >= 0 ? Promise.reject(new Error('no bus')) : Promise.resolve());
    reporter.observe(container('a', 'CREATED'));
    await Promise.resolve();
    await Promise.resolve();
    reporter.observe(container('a', 'READY'));
    reporter.observe(container('b', 'READY'));
    reporter.labRemoved('lab_b', 4);
    await reporter.drained(5000);
    expect(reported().toSorted()).toEqual(['a READY', 'b READY']);
    expect(batches.flat().filter(({ detail }) => labRemoved.safeParse(detail).success)).toHaveLength(1);
  });

  it('numbers reports in the order they were made', async () => {
    for (const id of ['a', 'b', 'c']) reporter.observe(container(id, 'READY'));
    reporter.host({
      at: new Date().toISOString(),
      agentVersion: '1',
      docker: { up: true, version: '20', reason: null },
      limitations: [],
      room: null,
      underlayAddress: null,
    });
    await reporter.drained(1000);
    const sequences = batches.flat().flatMap(({ detail }) => {
      const host = hostReported.safeParse(detail);
      return host.success
        ? [host.data.sequence]
        : observationsReported.parse(detail).observations.map(({ sequence }) => sequence);
    });
    expect(new Set(sequences).size).toBe(4);
    const own = sequences.slice(1);
    expect(own).toEqual(own.toSorted((a, b) => a - b));
  });

  it('keeps the reports of a hundred containers within the size limit of a request', async () => {
    for (let index = 0; index < 100; index += 1) {
      const report = container(`ctr_${index}`, 'READY');
      if (report.kind === 'container') reporter.observe({ ...report, reason: 'x'.repeat(1500) });
    }
    await reporter.drained(1000);
    expect(reported()).toHaveLength(100);
    for (const batch of batches) expect(Buffer.byteLength(JSON.stringify(batch))).toBeLessThan(256 * 1024);
  });
});
