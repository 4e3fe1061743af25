import { randomBytes } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { newUserId } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ApiToken,
  apiTokenScopes,
  ApiTokenStore,
  CorruptRowError,
  type Session,
  SessionStore,
} from '../index.ts';
import { startTestDynamoDb, type TestDynamoDb } from '@pineapple/test-kit/aws';

let dynamo: TestDynamoDb;
beforeAll(async () => {
  dynamo = await startTestDynamoDb();
});
afterAll(() => dynamo[Symbol.asyncDispose]());

const noon = Date.parse('2026-03-01T12:00:00.000Z') / 1000;

function clock() {
  const time = { seconds: noon };
  return { time, now: () => new Date(time.seconds * 1000) };
}

const hash = () => randomBytes(32).toString('hex');
let made = 0;
const nextCreation = () => new Date(1_772_000_000_000 + (made += 1)).toISOString();

function session(changes: Partial<Session> = {}): Session {
  const id = `ses_${hash().slice(0, 12)}`;
  return {
    id,
    tokenHash: hash(),
    userId: newUserId(randomBytes),
    createdAt: nextCreation(),
    expiresAt: noon + 60,
    epoch: 0,
    lastSeenAt: '2026-03-01T10:00:00.000Z',
    userAgent: null,
    address: null,
    ...changes,
  };
}

function token(changes: Partial<ApiToken> = {}): ApiToken {
  const id = `tok_${hash().slice(0, 12)}`;
  const common = { id, tokenHash: hash(), userId: newUserId(randomBytes), createdAt: nextCreation() };
  const scopes = apiTokenScopes;
  const unused = { lastUsedAt: null, creatorHash: null };
  return { ...common, ...unused, name: 'dashboard', expiresAt: null, scopes, ...changes };
}

describe('a session', () => {
  async function newStore() {
    const { time, now } = clock();
    const table = await dynamo.newTable('sessions');
    return { table, time, store: new SessionStore({ documents: dynamo.documents, table, now }) };
  }

  it('is found by the hash of its token', async () => {
    const { store } = await newStore();
    const mine = session();
    await store.create(mine);
    expect(await store.getByTokenHash(mine.tokenHash)).toEqual(mine);
    expect(await store.getByTokenHash(hash())).toBeNull();
  });

  it('is gone in the second in which it expires, even if the row still exists', async () => {
    const { store, time } = await newStore();
    const mine = session({ expiresAt: noon + 60 });
    await store.create(mine);
    time.seconds = noon + 59;
    expect(await store.getByTokenHash(mine.tokenHash)).toEqual(mine);
    time.seconds = noon + 60;
    expect(await store.getByTokenHash(mine.tokenHash)).toBeNull();
    expect(await store.listByUser(mine.userId)).toEqual([]);
  });

  it('is gone and returned when it is revoked', async () => {
    const { store } = await newStore();
    const mine = session();
    await store.create(mine);
    expect(await store.revoke(mine.tokenHash)).toEqual(mine);
    expect(await store.getByTokenHash(mine.tokenHash)).toBeNull();
    expect(await store.revoke(mine.tokenHash)).toBeNull();
  });

  it('is listed with the others of its user, newest first', async () => {
    const { store } = await newStore();
    const userId = newUserId(randomBytes);
    const sessions = Array.from({ length: 5 }, () => session({ userId }));
    await Promise.all([...sessions, session()].map((each) => store.create(each)));
    expect(await store.listByUser(userId)).toEqual([...sessions].reverse());
  });

  it('throws an error with table and id, but without the hash, if the row is corrupt', async () => {
    const { store, table } = await newStore();
    const mine = session();
    await dynamo.documents.send(new PutCommand({ TableName: table, Item: { ...mine, expiresAt: 'never' } }));
    const error = await store.getByTokenHash(mine.tokenHash).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CorruptRowError);
    expect(String(error)).toContain(`The row ${mine.id} of table ${table} can't be read: expiresAt: `);
    expect(String(error)).not.toContain(mine.tokenHash);
  });
});

describe('an API token', () => {
  async function newStore() {
    const { time, now } = clock();
    const table = await dynamo.newTable('apiTokens');
    return { time, store: new ApiTokenStore({ documents: dynamo.documents, table, now }) };
  }

  it('is found by its hash, with or without an expiry', async () => {
    const { store } = await newStore();
    for (const mine of [token(), token({ expiresAt: noon + 60 })]) {
      await store.create(mine);
      expect(await store.getByTokenHash(mine.tokenHash)).toEqual(mine);
    }
    expect(await store.getByTokenHash(hash())).toBeNull();
  });

  it('is gone in the second in which it expires, even if the row still exists', async () => {
    const { store, time } = await newStore();
    const mine = token({ expiresAt: noon + 60 });
    await store.create(mine);
    time.seconds = noon + 59;
    expect(await store.getByTokenHash(mine.tokenHash)).toEqual(mine);
    time.seconds = noon + 60;
    expect(await store.getByTokenHash(mine.tokenHash)).toBeNull();
    expect(await store.listByUser(mine.userId)).toEqual([]);
  });

  it('is listed with the others of its user, newest first', async () => {
    const { store } = await newStore();
    const userId = newUserId(randomBytes);
    const tokens = Array.from({ length: 5 }, (_, index) =>
      token({ userId, expiresAt: index % 2 ? noon + 1 : null }),
    );
    await Promise.all([...tokens, token()].map((each) => store.create(each)));
    expect(await store.listByUser(userId)).toEqual([...tokens].reverse());
  });

  it('is revoked only by its user', async () => {
    const { store } = await newStore();
    const mine = token();
    await store.create(mine);
    expect(await store.revoke(newUserId(randomBytes), mine.id)).toEqual([]);
    expect(await store.revoke(mine.userId, 'tok_another')).toEqual([]);
    expect(await store.getByTokenHash(mine.tokenHash)).toEqual(mine);
    expect(await store.revoke(mine.userId, mine.id)).toEqual([mine]);
    expect(await store.getByTokenHash(mine.tokenHash)).toBeNull();
    expect(await store.revoke(mine.userId, mine.id)).toEqual([]);
  });

  it('is returned to one of ten concurrent revocations', async () => {
    const { store } = await newStore();
    const mine = token();
    await store.create(mine);
    const results = await Promise.all(Array.from({ length: 10 }, () => store.revoke(mine.userId, mine.id)));
    expect(results.flat()).toEqual([mine]);
  });

  it('is revoked with the token that created it, and one before that', async () => {
    const { store } = await newStore();
    const first = token();
    const second = token({ userId: first.userId, creatorHash: first.tokenHash });
    const third = token({ userId: first.userId, creatorHash: second.tokenHash });
    const other = token({ userId: first.userId });
    for (const each of [first, second, third, other]) await store.create(each);
    expect(await store.revoke(first.userId, first.id)).toEqual([first, second, third]);
    expect(await store.listByUser(first.userId)).toEqual([other]);
  });
});
