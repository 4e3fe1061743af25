import { randomBytes } from 'node:crypto';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { newUserId } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CorruptRowError, type StoreOptions, type User, UserStore } from '../index.ts';
import { startTestDynamoDb, type TestDynamoDb } from '@pineapple/test-kit/aws';

let dynamo: TestDynamoDb;
beforeAll(async () => {
  dynamo = await startTestDynamoDb();
});
afterAll(() => dynamo[Symbol.asyncDispose]());

async function newStore(options: Partial<StoreOptions> = {}) {
  const table = await dynamo.newTable('users');
  return { table, store: new UserStore({ documents: dynamo.documents, table, ...options }) };
}

function user(username: string): User {
  const passwordHash = `$argon2id$${randomBytes(8).toString('hex')}`;
  const id = newUserId(randomBytes);
  return {
    id,
    username,
    passwordHash,
    createdAt: '2026-03-01T10:00:00.000Z',
    sessionEpoch: 0,
    operatorSince: null,
    devices: [],
  };
}

describe('a user', () => {
  it('is found by id, and by name in any letter case', async () => {
    const { store } = await newStore();
    const ada = user('Ada');
    expect(await store.create(ada)).toEqual({ ok: true, value: ada });
    expect(await store.get(ada.id)).toEqual(ada);
    for (const name of ['Ada', 'ada', 'ADA']) expect(await store.getByUsername(name)).toEqual(ada);
    expect(await store.getByUsername('Adam')).toBeNull();
    expect(await store.get(newUserId(randomBytes))).toBeNull();
  });

  it('has a unique name, regardless of letter case', async () => {
    const { store } = await newStore();
    const ada = user('Ada');
    await store.create(ada);
    for (const name of ['Ada', 'aDA']) {
      expect(await store.create(user(name))).toEqual({ ok: false, error: 'username-taken' });
    }
    expect(await store.getByUsername('ada')).toEqual(ada);
  });

  it('is one of twenty concurrent sign-ups with the same name', async () => {
    const { store } = await newStore();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => store.create(user(index % 2 ? 'Ada' : 'ADA'))),
    );
    const winners = results.filter((result) => result.ok);
    expect(winners).toHaveLength(1);
    expect(await store.getByUsername('ada')).toEqual(winners[0]?.value);
  });

  it('never replaces another of the same id', async () => {
    const { store } = await newStore();
    const ada = user('Ada');
    await store.create(ada);
    await expect(store.create({ ...user('Bea'), id: ada.id })).rejects.toThrow(
      `User ${ada.id} already exists`,
    );
    expect(await store.get(ada.id)).toEqual(ada);
  });

  it('can take over a name from an interrupted sign-up after two minutes', async () => {
    let now = new Date('2026-03-01T10:00:00.000Z');
    const { store, table } = await newStore({ now: () => now });
    const left = {
      id: 'name#ada',
      holderId: newUserId(randomBytes),
      ticket: 't',
      reservedAt: now.toISOString(),
    };
    await dynamo.documents.send(new PutCommand({ TableName: table, Item: left }));
    expect(await store.getByUsername('ada')).toBeNull();
    expect(await store.create(user('Ada'))).toEqual({ ok: false, error: 'username-taken' });
    now = new Date('2026-03-01T10:02:01.000Z');
    const ada = user('Ada');
    expect(await store.create(ada)).toEqual({ ok: true, value: ada });
    expect(await store.getByUsername('ada')).toEqual(ada);
  });

  it('throws an error with table and key, but without secrets, if the row is corrupt', async () => {
    const { store, table } = await newStore();
    const ada = user('Ada');
    await store.create(ada);
    const { Item } = await dynamo.documents.send(new GetCommand({ TableName: table, Key: { id: ada.id } }));
    await dynamo.documents.send(
      new PutCommand({ TableName: table, Item: { ...Item, createdAt: 'yesterday' } }),
    );
    const error = await store.getByUsername('ada').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CorruptRowError);
    expect(String(error)).toContain(`The row ${ada.id} of table ${table} can't be read: createdAt: `);
    expect(String(error)).not.toContain(ada.passwordHash);
  });
});
