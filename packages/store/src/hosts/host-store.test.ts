import type { HostReported } from '@pineapple/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostStore } from '../index.ts';
import { startTestDynamoDb, type TestDynamoDb } from '@pineapple/test-kit/aws';

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
    underlayAddress: null,
    sequence: 10,
    ...changes,
  };
}

/** The record of a host with nothing but a report. */
const known = (reported: HostReported) => ({
  ...reported,
  ...{ cordoned: false, lostSince: null, orphans: new Set(), arriving: 0, caughtUp: null },
});

describe('the report of a host', () => {
  it('is stored as it was sent', async () => {
    const store = await newStore();
    expect(await store.get('mi-1')).toBeNull();
    expect(await store.record(report())).toEqual({
      newer: true,
      first: true,
      wasLost: false,
      isBehind: false,
      readdressed: false,
      orphans: new Set(),
    });
    expect(await store.get('mi-1')).toEqual(known(report()));
  });

  it('is replaced only by a newer report', async () => {
    const store = await newStore();
    const down = report({ sequence: 11, docker: { up: false, version: null, reason: 'connection refused' } });
    await store.record(report());
    expect(await store.record(down)).toMatchObject({ newer: true });
    expect(await store.record(report({ sequence: 9 }))).toMatchObject({ newer: false });
    expect(await store.record(report({ sequence: 11 }))).toMatchObject({ newer: false });
    expect(await store.get('mi-1')).toEqual(known(down));
  });

  it('is the newest after fifty reports arrived in any order', async () => {
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

describe('the other facts about a host', () => {
  it('stay when it reports, except that it was lost', async () => {
    const store = await newStore();
    await store.record(report());
    expect(await store.setCordoned('mi-1', true)).toBe(true);
    await store.addOrphan('mi-1', 'lab_a');
    await store.addOrphan('mi-1', 'lab_b');
    await store.forgetOrphan('mi-1', 'lab_a');
    expect(await store.markLost(report(), '2026-03-01T10:05:00.000Z')).toBe(true);
    expect(await store.get('mi-1')).toMatchObject({ lostSince: '2026-03-01T10:05:00.000Z' });
    const answer = await store.record(report({ sequence: 11 }));
    expect(answer).toEqual({
      ...{ newer: true, first: false, wasLost: true, isBehind: false, readdressed: false },
      orphans: new Set(['lab_b']),
    });
    expect(await store.get('mi-1')).toEqual({
      ...known(report({ sequence: 11 })),
      cordoned: true,
      orphans: new Set(['lab_b']),
    });
  });

  it('include whether it was sent what it may have missed', async () => {
    const store = await newStore();
    const [first, second] = ['2026-03-01T10:00:00.000Z', '2026-03-01T10:01:00.000Z'];
    expect(await store.record(report({ readySince: first }))).toMatchObject({ isBehind: true });
    expect(await store.record(report({ readySince: first, sequence: 11 }))).toMatchObject({ isBehind: true });
    await store.markCaughtUp('mi-1', first);
    expect(await store.record(report({ readySince: first, sequence: 12 }))).toMatchObject({
      isBehind: false,
    });
    expect(await store.record(report({ readySince: second, sequence: 13 }))).toMatchObject({
      isBehind: true,
    });
    expect(await store.record(report({ sequence: 14 }))).toMatchObject({ isBehind: false });
  });

  it('include whether its underlay address changed', async () => {
    const store = await newStore();
    const at = (underlayAddress: string | null, sequence: number) =>
      store.record(report({ underlayAddress, sequence }));
    expect(await at('10.9.0.1', 11)).toMatchObject({ readdressed: false });
    expect(await at('10.9.0.1', 12)).toMatchObject({ readdressed: false });
    expect(await at('10.9.0.2', 13)).toMatchObject({ readdressed: true });
    expect(await at(null, 14)).toMatchObject({ readdressed: true });
  });

  it('include the containers placed on it since its last report', async () => {
    const store = await newStore();
    await store.record(report());
    await Promise.all([store.expect('mi-1', 3), store.expect('mi-1', 2)]);
    expect(await store.get('mi-1')).toMatchObject({ arriving: 5 });
    await store.record(report({ sequence: 11 }));
    expect(await store.get('mi-1')).toMatchObject({ arriving: 0 });
  });

  it('do not include a loss if it reported meanwhile', async () => {
    const store = await newStore();
    await store.record(report());
    await store.record(report({ sequence: 11 }));
    expect(await store.markLost(report(), '2026-03-01T10:05:00.000Z')).toBe(false);
    expect(await store.get('mi-1')).toMatchObject({ lostSince: null });
  });

  it('are not stored for a host that never reported', async () => {
    const store = await newStore();
    expect(await store.setCordoned('mi-1', true)).toBe(false);
    await store.addOrphan('mi-1', 'lab_a');
    await store.expect('mi-1', 1);
    expect(await store.get('mi-1')).toBeNull();
  });
});
