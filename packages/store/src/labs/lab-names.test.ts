import { randomBytes } from 'node:crypto';
import { GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { newLabId, newUserId } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LabStore, type StoreOptions } from '../index.ts';
import { deleted, must, sampleLab } from '../testing/sample-lab.ts';
import { startTestDynamoDb, type TestDynamoDb } from '@pineapple/test-kit/aws';

let dynamo: TestDynamoDb;
beforeAll(async () => {
  dynamo = await startTestDynamoDb();
});
afterAll(() => dynamo[Symbol.asyncDispose]());

async function newStore(options: Partial<StoreOptions> = {}) {
  const table = await dynamo.newTable('labs');
  return { table, store: new LabStore({ documents: dynamo.documents, table, ...options }) };
}

async function rawRow(table: string, id: string) {
  const get = new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true });
  return (await dynamo.documents.send(get)).Item;
}

describe('renaming a lab', () => {
  it('frees the old name and reserves the new one', async () => {
    const { store } = await newStore();
    const lab = must(await store.create(sampleLab({ name: 'old' })));
    must(await store.save({ ...lab, name: 'new' }, 1));
    expect(await store.create(sampleLab({ ownerId: lab.ownerId, name: 'new' }))).toEqual({
      ok: false,
      error: 'name-taken',
    });
    must(await store.create(sampleLab({ ownerId: lab.ownerId, name: 'old' })));
  });

  it('refuses the name of another lab and changes nothing', async () => {
    const { store } = await newStore();
    const lab = must(await store.create(sampleLab({ name: 'mine' })));
    must(await store.create(sampleLab({ ownerId: lab.ownerId, name: 'other' })));
    expect(await store.save({ ...lab, name: 'other', networks: [] }, 1)).toEqual({
      ok: false,
      error: 'name-taken',
    });
    expect(await store.get(lab.id, { consistent: true })).toEqual(lab);
    must(await store.save({ ...lab, networks: [] }, 1));
  });

  it('can return to the old name', async () => {
    const { store } = await newStore();
    const lab = must(await store.create(sampleLab({ name: 'old' })));
    const renamed = must(await store.save({ ...lab, name: 'new' }, 1));
    must(await store.save({ ...renamed, name: 'old' }, 2));
    must(await store.create(sampleLab({ ownerId: lab.ownerId, name: 'new' })));
    expect((await store.create(sampleLab({ ownerId: lab.ownerId, name: 'old' }))).ok).toBe(false);
  });

  it('reports a revision conflict before a taken name, and releases the reserved name', async () => {
    const { store } = await newStore();
    const lab = must(await store.create(sampleLab({ name: 'old' })));
    must(await store.save({ ...lab, networks: [] }, 1));
    expect(await store.save({ ...lab, name: 'new' }, 1)).toEqual({ ok: false, error: 'revision-conflict' });
    must(await store.create(sampleLab({ ownerId: lab.ownerId, name: 'new' })));
  });

  it('leaves exactly the names in use reserved, however many renames race', async () => {
    const { store, table } = await newStore();
    const lab = must(await store.create(sampleLab({ name: 'start' })));
    const names = Array.from({ length: 20 }, (_, index) => `name ${index % 5}`);
    const results = await Promise.all(names.map((name) => store.save({ ...lab, name }, 1)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    const end = await store.get(lab.id, { consistent: true });
    for (const name of new Set(['start', ...names])) {
      const reservation = await rawRow(table, `name#${lab.ownerId}#${name}`);
      expect(reservation?.['holderId'], name).toBe(name === end?.name ? lab.id : undefined);
    }
  });

  it('gives a name to one of two concurrent labs, every time', async () => {
    const { store } = await newStore();
    for (let round = 0; round < 10; round += 1) {
      const one = must(await store.create(sampleLab({ name: 'one' })));
      const two = must(await store.create(sampleLab({ ownerId: one.ownerId, name: 'two' })));
      const results = await Promise.all([one, two].map((lab) => store.save({ ...lab, name: 'wanted' }, 1)));
      expect(results.map((result) => (result.ok ? 'saved' : result.error)).sort()).toEqual([
        'name-taken',
        'saved',
      ]);
    }
  });
});

describe('a name with a stale reservation', () => {
  const start = Date.parse('2026-03-01T10:00:00.000Z');

  async function storeAt(seconds: { value: number }) {
    return newStore({ now: () => new Date(start + seconds.value * 1000) });
  }

  function reservation(ownerId: string, name: string, holderId: string) {
    const reservedAt = new Date(start).toISOString();
    return { id: `name#${ownerId}#${name}`, holderId, ticket: 'left behind', reservedAt };
  }

  it('stays reserved while its creator may still use it, and is free after that', async () => {
    const clock = { value: 0 };
    const { store, table } = await storeAt(clock);
    const lab = sampleLab({ name: 'Lab 1' });
    const row = reservation(lab.ownerId, 'Lab 1', newLabId(randomBytes));
    await dynamo.documents.send(new PutCommand({ TableName: table, Item: row }));
    clock.value = 60;
    expect(await store.create(lab)).toEqual({ ok: false, error: 'name-taken' });
    clock.value = 121;
    must(await store.create(lab));
    expect((await rawRow(table, row.id))?.['holderId']).toBe(lab.id);
  });

  it('goes to one of twenty concurrent takeovers', async () => {
    const clock = { value: 0 };
    const { store, table } = await storeAt(clock);
    const ownerId = newUserId(randomBytes);
    const row = reservation(ownerId, 'Lab 1', newLabId(randomBytes));
    await dynamo.documents.send(new PutCommand({ TableName: table, Item: row }));
    clock.value = 300;
    const labs = Array.from({ length: 20 }, () => sampleLab({ ownerId, name: 'Lab 1' }));
    const results = await Promise.all(labs.map((lab) => store.create(lab)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await store.countByOwner(ownerId)).toBe(1);
  });

  it('is free at once if its lab was deleted but the release was lost', async () => {
    const { store, table } = await storeAt({ value: 0 });
    const lab = must(await store.create(sampleLab({ name: 'Lab 1' })));
    const id = `name#${lab.ownerId}#Lab 1`;
    const kept = await rawRow(table, id);
    must(await store.save(deleted(lab), 1));
    await dynamo.documents.send(new PutCommand({ TableName: table, Item: kept }));
    must(await store.create(sampleLab({ ownerId: lab.ownerId, name: 'Lab 1' })));
  });

  it('is free as soon as its lab is purged, whenever a process ended', async () => {
    const { store, table } = await storeAt({ value: 0 });
    const lab = must(await store.create(sampleLab({ name: 'Lab 1' })));
    const kept = [await rawRow(table, `name#${lab.ownerId}#Lab 1`)];
    const renamed = must(await store.save({ ...lab, name: 'Lab 2' }, 1));
    kept.push(await rawRow(table, `name#${lab.ownerId}#Lab 2`));
    must(await store.save(deleted(renamed), 2));
    for (const Item of kept) await dynamo.documents.send(new PutCommand({ TableName: table, Item }));
    expect(await store.purge(lab.id)).toBe(true);
    const { Items } = await dynamo.documents.send(new ScanCommand({ TableName: table }));
    expect(Items).toEqual([]);
  });

  it('is released before its lab is forgotten', async () => {
    const { store, table } = await storeAt({ value: 0 });
    const lab = must(await store.create(sampleLab({ name: 'Lab 1' })));
    const id = `name#${lab.ownerId}#Lab 1`;
    const kept = await rawRow(table, id);
    must(await store.save(deleted(lab), 1));
    await dynamo.documents.send(new PutCommand({ TableName: table, Item: kept }));
    // A process that ends after its first write.
    const writes: string[] = [];
    const documents = Object.create(dynamo.documents, {
      send: {
        value: (command: object) => {
          const { name } = command.constructor;
          if (name !== 'GetCommand') writes.push(name);
          return writes.length > 1
            ? Promise.reject(new Error('ended'))
            : dynamo.documents.send(command as never);
        },
      },
    }) as typeof dynamo.documents;
    await expect(new LabStore({ documents, table }).purge(lab.id)).rejects.toThrow('ended');
    expect(await rawRow(table, id)).toBeUndefined();
    expect(await store.purge(lab.id)).toBe(true);
  });

  it('is free after two minutes if its lab was renamed but the release was lost', async () => {
    const clock = { value: 0 };
    const { store, table } = await storeAt(clock);
    const lab = must(await store.create(sampleLab({ name: 'Lab 1' })));
    const id = `name#${lab.ownerId}#Lab 1`;
    const kept = await rawRow(table, id);
    must(await store.save({ ...lab, name: 'Lab 2' }, 1));
    await dynamo.documents.send(new PutCommand({ TableName: table, Item: kept }));
    clock.value = 121;
    must(await store.create(sampleLab({ ownerId: lab.ownerId, name: 'Lab 1' })));
  });
});
