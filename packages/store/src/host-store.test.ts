import type { HostReported } from '@pineapple/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostStore } from './index.ts';
import { startTestDynamoDb, type TestDynamoDb } from './testing/test-dynamodb.ts';

let dynamo: TestDynamoDb;
beforeAll(async () => {
  dynamo = await startTestDynamoDb();
});
afterAll(() => dynamo[Symbol.asyncDispose]());

async function newStore(): Promise<HostStore> {
  return new HostStore({ documents: dynamo.documents, table: await dynamo.newTable('hosts') });
}

function report(changes: Partial<HostReported> = {}): HostReported {
  return {
    hostId: 'mi-1',
    at: '2026-03-01T10:00:00.000Z',
    agentVersion: '0.1.0',
    docker: { up: true, version: '20.10.24', reason: null },
    limitations: ['disk-limit: overlay2 on ext4'],
    room: null,
    sequence: 10,
    ...changes,
  };
}

describe('what a host says about itself', () => {
  it('is kept as it was said', async () => {
    const store = await newStore();
    expect(await store.get('mi-1')).toBeNull();
    expect(await store.record(report())).toBe(true);
    expect(await store.get('mi-1')).toEqual(report());
  });

  it('is replaced by a newer report only', async () => {
    const store = await newStore();
    const down = report({ sequence: 11, docker: { up: false, version: null, reason: 'connection refused' } });
    await store.record(report());
    expect(await store.record(down)).toBe(true);
    expect(await store.record(report({ sequence: 9 }))).toBe(false);
    expect(await store.record(report({ sequence: 11 }))).toBe(false);
    expect(await store.get('mi-1')).toEqual(down);
  });

  it('ends with the newest when fifty reports arrive in any order', async () => {
    const store = await newStore();
    const sequences = Array.from({ length: 50 }, (_, index) => ((index * 7) % 50) + 1);
    await Promise.all(sequences.map((sequence) => store.record(report({ sequence }))));
    expect((await store.get('mi-1'))?.sequence).toBe(50);
  });

  it('is listed for all hosts, ordered by id', async () => {
    const store = await newStore();
    for (const hostId of ['mi-3', 'mi-1', 'mi-2']) await store.record(report({ hostId }));
    expect((await store.list()).map(({ hostId }) => hostId)).toEqual(['mi-1', 'mi-2', 'mi-3']);
  });
});
