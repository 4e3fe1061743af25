import { startTestDynamoDb, type TestDynamoDb } from '@pineapple/test-kit/aws';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SnapshotStore, type StoredSnapshot } from '../index.ts';

let dynamo: TestDynamoDb;
beforeAll(async () => {
  dynamo = await startTestDynamoDb();
});
afterAll(() => dynamo[Symbol.asyncDispose]());

const newStore = async () =>
  new SnapshotStore({ documents: dynamo.documents, table: await dynamo.newTable('snapshots') });

const snapshot: StoredSnapshot = {
  ...{ ownerId: 'usr_a', id: 'snp_1', name: 'Before the change', labId: 'lab_1', labName: 'Ring' },
  ...{ state: 'saving', reason: null, createdAt: '2026-01-01T00:00:00.000Z' },
  lab: { sha256: 'a'.repeat(64), bytes: 10 },
  containers: [{ id: 'ctr_1', name: 'alpha', power: 'on', hostId: null }],
  saved: {},
};
const saved = { sha256: 'b'.repeat(64), bytes: 20 };

it('keeps the snapshots of users apart, newest first', async () => {
  const store = await newStore();
  await store.create(snapshot);
  await store.create({ ...snapshot, id: 'snp_2', createdAt: '2026-02-01T00:00:00.000Z' });
  await store.create({ ...snapshot, ownerId: 'usr_b' });
  expect((await store.listByOwner('usr_a')).map(({ id }) => id)).toEqual(['snp_2', 'snp_1']);
  expect(await store.get('usr_c', 'snp_1')).toBeNull();
  await store.removeAll('usr_a');
  expect(await store.listByOwner('usr_a')).toEqual([]);
  expect(await store.get('usr_b', 'snp_1')).toEqual({ ...snapshot, ownerId: 'usr_b' });
});

it('records what is saved until it has ended, and lists what has not', async () => {
  const store = await newStore();
  await store.create(snapshot);
  const placed = snapshot.containers.map((each) => ({ ...each, hostId: 'mi-1' }));
  expect(await store.place(snapshot, placed)).toBe(true);
  expect(await store.recordSaved(snapshot, 'ctr_1', saved)).toMatchObject({ saved: { ctr_1: saved } });
  expect(await store.listUnfinished()).toMatchObject([{ ownerId: 'usr_a', state: 'saving' }]);
  expect(await store.finish(snapshot, 'ready', null)).toBe(true);
  expect(await store.finish(snapshot, 'failed', 'late')).toBe(false);
  expect(await store.recordSaved(snapshot, 'ctr_2', saved)).toBeNull();
  expect(await store.listUnfinished()).toEqual([]);
  expect(await store.get('usr_a', 'snp_1')).toMatchObject({ state: 'ready', containers: placed });
});

it('keeps failed and deleted ones for the sweep until they are settled', async () => {
  const store = await newStore();
  await store.create(snapshot);
  await store.create({ ...snapshot, id: 'snp_2', state: 'ready' });
  await store.finish(snapshot, 'failed', 'The host is gone.');
  expect(await store.discard({ ownerId: 'usr_a', id: 'snp_2' })).toBe(true);
  expect(await store.discard({ ownerId: 'usr_a', id: 'snp_2' })).toBe(false);
  expect(await store.get('usr_a', 'snp_2')).toBeNull();
  expect((await store.listByOwner('usr_a')).map(({ id }) => id)).toEqual(['snp_1']);
  const left = await store.listUnfinished();
  expect(left.map(({ state }) => state).sort()).toEqual(['deleted', 'failed']);
  for (const each of left) await store.settle(each);
  expect(await store.listUnfinished()).toEqual([]);
  expect(await store.get('usr_a', 'snp_1')).toMatchObject({ state: 'failed', reason: 'The host is gone.' });
});
