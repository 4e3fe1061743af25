import { randomBytes } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Lab, newUserId } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InvalidCursorError, LabStore } from '../index.ts';
import { at, deleted, must, sampleLab } from '../testing/sample-lab.ts';
import { startTestDynamoDb, type TestDynamoDb } from '@pineapple/test-kit/aws';

let dynamo: TestDynamoDb;
beforeAll(async () => {
  dynamo = await startTestDynamoDb();
});
afterAll(() => dynamo[Symbol.asyncDispose]());

async function newStore() {
  const table = await dynamo.newTable('labs');
  return { table, store: new LabStore({ documents: dynamo.documents, table }) };
}

describe('the list of an owner’s labs', () => {
  const ownerId = newUserId(randomBytes);

  async function storeWith(createdAts: readonly string[]) {
    const { store, table } = await newStore();
    const labs: Lab[] = [];
    for (const [index, createdAt] of createdAts.entries()) {
      labs.push(must(await store.create(sampleLab({ ownerId, name: `Lab ${index}`, createdAt }))));
    }
    must(await store.create(sampleLab({ name: 'of another owner' })));
    return { store, table, labs };
  }

  async function allPages(store: LabStore, first: number): Promise<string[]> {
    const names: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page = await store.listByOwner(ownerId, { first, after });
      expect(page.cursors).toHaveLength(page.labs.length);
      names.push(...page.labs.map(({ name }) => name));
      if (!page.hasNextPage) return names;
      expect(page.labs).toHaveLength(first);
      after = page.cursors.at(-1) ?? null;
    }
  }

  const oneADay = Array.from({ length: 7 }, (_, index) => `2026-03-0${index + 1}T10:00:00.000Z`);

  it.each([1, 2, 3, 7, 100])('comes newest first in pages of %i, each lab once', async (first) => {
    const { store } = await storeWith(oneADay);
    expect(await allPages(store, first)).toEqual([
      'Lab 6',
      'Lab 5',
      'Lab 4',
      'Lab 3',
      'Lab 2',
      'Lab 1',
      'Lab 0',
    ]);
  });

  it('counts the whole list on each page', async () => {
    const { store } = await storeWith(oneADay);
    const one = await store.listByOwner(ownerId, { first: 3, after: null });
    expect(one).toMatchObject({ hasNextPage: true, totalCount: 7 });
    const two = await store.listByOwner(ownerId, { first: 4, after: one.cursors.at(-1) ?? null });
    expect(two).toMatchObject({ hasNextPage: false, totalCount: 7 });
    expect(await store.countByOwner(ownerId)).toBe(7);
  });

  it('neither repeats nor skips labs that were created in the same millisecond', async () => {
    const { store } = await storeWith(Array.from({ length: 6 }, () => '2026-03-01T10:00:00.000Z'));
    expect(new Set(await allPages(store, 2)).size).toBe(6);
  });

  it('continues from a cursor whose lab was deleted', async () => {
    const { store, labs } = await storeWith(oneADay);
    const page = await store.listByOwner(ownerId, { first: 2, after: null });
    must(await store.save(deleted(at(labs, 5)), 1));
    const next = await store.listByOwner(ownerId, { first: 2, after: page.cursors[1] ?? null });
    expect(next.labs.map(({ name }) => name)).toEqual(['Lab 4', 'Lab 3']);
    expect(next.totalCount).toBe(6);
  });

  it('fills its pages even if the index still has deleted labs', async () => {
    const { store, table, labs } = await storeWith(oneADay);
    // As on AWS for some milliseconds: the row is marked as deleted, but the index still has it.
    for (const lab of [at(labs, 6), at(labs, 4), at(labs, 3)]) {
      await dynamo.documents.send(
        new UpdateCommand({
          TableName: table,
          Key: { id: lab.id },
          UpdateExpression: 'SET deletedAt = :at',
          ExpressionAttributeValues: { ':at': '2026-03-09T10:00:00.000Z' },
        }),
      );
    }
    expect(await allPages(store, 2)).toEqual(['Lab 5', 'Lab 2', 'Lab 1', 'Lab 0']);
  });

  it('is empty for a user without labs', async () => {
    const { store } = await newStore();
    expect(await store.listByOwner(ownerId, { first: 10, after: null })).toMatchObject({
      labs: [],
      totalCount: 0,
    });
  });

  it.each(['', 'x', Buffer.from('[1,2]').toString('base64url'), Buffer.from('"a"').toString('base64url')])(
    'refuses the cursor %j',
    async (after) => {
      const { store } = await newStore();
      await expect(store.listByOwner(ownerId, { first: 10, after })).rejects.toBeInstanceOf(
        InvalidCursorError,
      );
    },
  );
});
