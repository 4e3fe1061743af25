import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WarmRecords } from './warm-records.ts';

const log = pino({ level: 'silent' });
const key = 'c'.repeat(64);
const claim = {
  ...{ labId: 'lab_aaaaaaaaaaaa', containerId: 'ctr_aaaaaaaaaaaa_bbbbbb', name: 'web' },
  ...{ image: 'host', reference: 'host:1', generation: 3 },
};

let stateDir: string;
beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'pn-warm-'));
});
afterEach(() => rm(stateDir, { recursive: true }));

const open = () => WarmRecords.open(stateDir, log);

it('keeps a claim for the next agent', async () => {
  const records = await open();
  await records.add(key, { gate: 'warm-1', reference: 'host:1', startedAt: 'now' });
  await records.claim(key, claim);
  expect((await open()).get(key)).toMatchObject({ claim, released: false });
  await records.release(key);
  await records.flushed();
  const next = await open();
  expect(next.get(key)).toMatchObject({ claim, released: true });
  expect(next.claimedBy(claim.labId)).toEqual([key]);
});

it('gives a container to one lab only', async () => {
  const records = await open();
  await records.add(key, { gate: 'warm-1', reference: 'host:1', startedAt: 'now' });
  await records.claim(key, claim);
  await expect(records.claim(key, { ...claim, labId: 'lab_bbbbbbbbbbbb' })).rejects.toThrow(
    'is not in the warm pool',
  );
  expect(records.get(key)?.claim).toEqual(claim);
});

it('leaves no file of a container that is removed while its release is flushed', async () => {
  const records = await open();
  await records.add(key, { gate: 'warm-1', reference: 'host:1', startedAt: 'now' });
  await records.claim(key, claim);
  await records.release(key);
  await records.remove(key);
  await records.flushed();
  expect(await readdir(join(stateDir, 'warm'))).toEqual([]);
});
