import { afterAll, beforeAll, expect, it } from 'vitest';
import { noUsage } from '@pineapple/core';
import { startTestDynamoDb, type TestDynamoDb } from '@pineapple/test-kit/aws';
import { UsageStore } from '../index.ts';

let dynamo: TestDynamoDb;
beforeAll(async () => {
  dynamo = await startTestDynamoDb();
});
afterAll(() => dynamo[Symbol.asyncDispose]());

const limits = { containers: 3, networks: 3, memoryMb: 3 };
const one = { containers: 1, networks: 0, memoryMb: 1 };

async function newStore(): Promise<UsageStore> {
  const store = new UsageStore({ documents: dynamo.documents, table: await dynamo.newTable('users') });
  await store.replace('usr_a', new Map(), null);
  return store;
}

it('adds up the labs of a user', async () => {
  const store = await newStore();
  await store.change('usr_a', 'lab_a', { before: noUsage, after: one }, limits);
  await store.change('usr_a', 'lab_b', { before: noUsage, after: { ...one, networks: 2 } }, limits);
  expect(await store.get('usr_a')).toMatchObject({ containers: 2, networks: 2, memoryMb: 2 });
  await store.change('usr_a', 'lab_a', { before: one, after: noUsage }, limits);
  const left = await store.get('usr_a');
  expect(left).toMatchObject({ containers: 1, networks: 2, memoryMb: 1 });
  expect([...(left?.labs.keys() ?? [])]).toEqual(['lab_b']);
});

it('keeps ten changes at once within the limits', async () => {
  const store = await newStore();
  const changes = Array.from({ length: 10 }, (_, index) =>
    store.change('usr_a', `lab_${index}`, { before: noUsage, after: one }, limits),
  );
  expect((await Promise.all(changes)).filter((changed) => changed)).toHaveLength(3);
  expect(await store.get('usr_a')).toMatchObject({ containers: 3, memoryMb: 3 });
});

it('changes a lab only from what it took, and makes no row', async () => {
  const store = await newStore();
  const change = { before: noUsage, after: one };
  expect(await store.change('usr_a', 'lab_a', change, limits)).toBe(true);
  expect(await store.change('usr_a', 'lab_a', change, limits)).toBe(false);
  expect(await store.change('usr_b', 'lab_a', change, limits)).toBe(false);
  expect(await store.get('usr_b')).toBeNull();
});

it('lets what is over a limit shrink, and the rest grow', async () => {
  const store = await newStore();
  const much = { containers: 9, networks: 0, memoryMb: 9 };
  await store.replace('usr_a', new Map([['lab_a', much]]), await store.get('usr_a'));
  const after = { containers: 8, networks: 1, memoryMb: 9 };
  expect(await store.change('usr_a', 'lab_a', { before: much, after }, limits)).toBe(true);
});

it('stores no recount of a row that changed in the meantime', async () => {
  const store = await newStore();
  const seen = await store.get('usr_a');
  await store.change('usr_a', 'lab_a', { before: noUsage, after: one }, limits);
  expect(await store.replace('usr_a', new Map(), seen)).toBeNull();
});
