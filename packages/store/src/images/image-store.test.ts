import { startTestDynamoDb, type TestDynamoDb } from '@pineapple/test-kit/aws';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ImageStore, type StoredImage } from '../index.ts';

let dynamo: TestDynamoDb;
beforeAll(async () => {
  dynamo = await startTestDynamoDb();
});
afterAll(() => dynamo[Symbol.asyncDispose]());

const newStore = async () =>
  new ImageStore({ documents: dynamo.documents, table: await dynamo.newTable('images') });

const image: StoredImage = {
  ownerId: 'usr_a',
  name: 'mine',
  dockerfile: 'FROM host',
  pulledFrom: null,
  pinned: null,
  context: null,
  digest: 'a'.repeat(32),
  state: 'building',
  reason: null,
  requestedAt: '2026-01-01T00:00:00.000Z',
  buildId: 'one',
  hostId: null,
};
const ready = { state: 'ready', reason: null } as const;

it('keeps the images of users apart', async () => {
  const store = await newStore();
  await store.start(image, null);
  await store.start({ ...image, name: 'another' }, null);
  await store.start({ ...image, ownerId: 'usr_b' }, null);
  expect((await store.listByOwner('usr_a')).map(({ name }) => name)).toEqual(['another', 'mine']);
  expect(await store.get('usr_c', 'mine')).toBeNull();
  await store.removeAll('usr_a');
  expect(await store.listByOwner('usr_a')).toEqual([]);
  expect(await store.get('usr_b', 'mine')).toEqual({ ...image, ownerId: 'usr_b' });
});

it('replaces only the build that the caller has seen', async () => {
  const store = await newStore();
  expect(await store.start(image, null)).toBe(true);
  expect(await store.start({ ...image, buildId: 'two' }, null)).toBe(false);
  expect(await store.start({ ...image, buildId: 'two' }, 'one')).toBe(true);
  expect(await store.start({ ...image, buildId: 'three' }, 'one')).toBe(false);
});

it('records the host and the end of the present build, once', async () => {
  const store = await newStore();
  await store.start(image, null);
  expect(await store.place({ ...image, buildId: 'other' }, 'mi-1')).toBe(false);
  expect(await store.place(image, 'mi-1')).toBe(true);
  expect(await store.finish({ ...image, buildId: 'other' }, ready)).toBe(false);
  expect(await store.finish(image, ready)).toBe(true);
  expect(await store.finish(image, { state: 'failed', reason: 'late' })).toBe(false);
  expect(await store.get('usr_a', 'mine')).toEqual({ ...image, ...ready, hostId: 'mi-1' });
});
