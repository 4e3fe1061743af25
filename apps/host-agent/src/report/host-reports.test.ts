import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostReported } from '@pineapple/contracts';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HostReports } from './host-reports.ts';
import { Reporter } from './reporter.ts';
import { Sequence } from './sequence.ts';

let directory: string;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  directory = await mkdtemp(join(tmpdir(), 'pn-host-reports-'));
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(directory, { recursive: true });
});

/** The `readySince` of the report that follows each call, one second after the other. */
async function readySinceAfter(
  ...calls: ((reports: HostReports) => void)[]
): Promise<(string | undefined)[]> {
  const seen: (string | undefined)[] = [];
  let sent = Promise.withResolvers<void>();
  const reporter = new Reporter({
    hostId: 'mi-1',
    source: 'pineapple.host.mi-1',
    put: (events) => {
      seen.push(...events.map(({ detail }) => hostReported.parse(detail).readySince));
      sent.resolve();
      return Promise.resolve();
    },
    busy: () => false,
    sequence: await Sequence.open(join(directory, 'sequence')),
    log: pino({ level: 'silent' }),
  });
  const reports = new HostReports(reporter, {
    capacity: () => null,
    underlayAddress: () => Promise.resolve(null),
    linkLimits: () => [],
  });
  for (const call of calls) {
    sent = Promise.withResolvers();
    call(reports);
    await sent.promise;
    vi.setSystemTime(Date.now() + 1000);
  }
  reports.close();
  reporter.close();
  return seen;
}

const up = (reports: HostReports): void => reports.up('20.10', []);
const down = (reports: HostReports): void => reports.down('killed');
const takes = (reports: HostReports): void => reports.takesCommands();

it('reports since when the host carries out commands: its agent takes them, and Docker is up', async () => {
  const [beforeCommands, first, whileDown, again] = await readySinceAfter(up, takes, down, up);
  expect(beforeCommands).toBeUndefined();
  expect(first).toBeTypeOf('string');
  expect(whileDown).toBe(first);
  expect(again).toBeTypeOf('string');
  expect(again).not.toBe(first);
});

it('is not ready before Docker is up, however early the agent takes commands', async () => {
  const calls = [down, (reports: HostReports) => (takes(reports), down(reports)), up];
  const [first, second, third] = await readySinceAfter(...calls);
  expect([first, second]).toEqual([undefined, undefined]);
  expect(third).toBeTypeOf('string');
});
