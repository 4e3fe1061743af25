import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SharedTables } from './shared-tables.ts';

const log = pino({ level: 'silent' });
const before = {
  'kernel/pty/max': '4096',
  'fs/inotify/max_user_instances': '128',
  'net/ipv4/neigh/default/gc_thresh3': '1024',
  'net/netfilter/nf_conntrack_max': '262144',
};
let directory: string;

/** The tables as the agent sees them that is the process with an id. */
function tables(pid = process.pid): SharedTables {
  const places = { settings: join(directory, 'sys'), records: join(directory, 'records') };
  return new SharedTables(log, pid, places);
}
async function value(path: string): Promise<string> {
  return (await readFile(join(directory, 'sys', path), 'utf8')).trim();
}
async function set(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(directory, 'sys', path)), { recursive: true });
  await writeFile(join(directory, 'sys', path), `${text}\n`);
}
async function all(): Promise<Record<string, string>> {
  const paths = Object.keys(before);
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await value(path)])));
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pn-tables-'));
  for (const [path, text] of Object.entries(before)) await set(path, text);
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('the tables that all containers share', () => {
  it('grow with the number of containers, and are as before when the agent stops', async () => {
    await tables().raise(100);
    expect(Number(await value('kernel/pty/max'))).toBeGreaterThanOrEqual(25_600);
    expect(Number(await value('fs/inotify/max_user_instances'))).toBeGreaterThanOrEqual(12_800);
    expect(Number(await value('net/ipv4/neigh/default/gc_thresh3'))).toBeGreaterThanOrEqual(25_600);
    await tables().restore();
    expect(await all()).toEqual(before);
  });

  it('never become smaller', async () => {
    await tables().raise(1);
    expect(await value('net/netfilter/nf_conntrack_max')).toBe('262144');
  });

  it('are as before the first agent when one was killed and another one stops', async () => {
    const killed = 2 ** 22 + 1;
    await tables(killed).raise(100);
    await tables().raise(200);
    await tables().restore();
    expect(await all()).toEqual(before);
  });

  it('stay while another agent of the machine runs, whichever began first', async () => {
    await tables().raise(50);
    await tables(process.ppid).raise(100);
    const raised = await all();
    await tables(process.ppid).restore();
    expect(await all()).toEqual(raised);
    await tables().restore();
    expect(await all()).toEqual(before);
  });

  it('stay for an agent that begins while another one stops', async () => {
    for (let round = 0; round < 6; round += 1) {
      await tables().raise(100);
      const raised = await all();
      await Promise.all([tables().restore(), tables(process.ppid).raise(100)]);
      expect(await all()).toEqual(raised);
      await tables(process.ppid).restore();
      expect(await all()).toEqual(before);
    }
  });

  it('keep what another program set meanwhile', async () => {
    await tables().raise(100);
    await set('kernel/pty/max', '999999');
    await tables().restore();
    expect(await all()).toEqual({ ...before, 'kernel/pty/max': '999999' });
  });

  it('are raised although the record of another agent is damaged', async () => {
    await mkdir(join(directory, 'records'));
    await writeFile(join(directory, 'records', '7.json'), '{"kernel');
    await tables().raise(100);
    expect(Number(await value('kernel/pty/max'))).toBeGreaterThan(4096);
  });
});
