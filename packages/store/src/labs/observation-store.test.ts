import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ContainerObservation, NetworkObservation } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CorruptRowError, ObservationStore } from '../index.ts';
import { startTestDynamoDb, type TestDynamoDb } from '@pineapple/test-kit/aws';

let dynamo: TestDynamoDb;
beforeAll(async () => {
  dynamo = await startTestDynamoDb();
});
afterAll(() => dynamo[Symbol.asyncDispose]());

async function newStore() {
  const table = await dynamo.newTable('observations');
  return { table, store: new ObservationStore({ documents: dynamo.documents, table }) };
}

const labId = 'lab_aaaaaaaaaaaa';

function container(changes: Partial<ContainerObservation> = {}): ContainerObservation {
  return {
    kind: 'container',
    labId,
    containerId: 'ctr_aaaaaaaaaaaa_bbbbbb',
    name: 'web-1',
    image: 'web',
    phase: 'RUNNING',
    reason: null,
    generation: 1,
    phases: [
      { phase: 'CREATED', at: '2026-03-01T10:00:00.000Z' },
      { phase: 'RUNNING', at: '2026-03-01T10:00:00.300Z' },
    ],
    interfaces: [{ networkId: 'net_aaaaaaaaaaaa_cccccc', name: 'eth0' }],
    hostId: 'mi-1',
    sequence: 1_772_359_200_000_001,
    version: 1,
    ...changes,
  };
}

const network: NetworkObservation = {
  kind: 'network',
  labId,
  networkId: 'net_aaaaaaaaaaaa_cccccc',
  name: 'lan',
  ipv4Subnet: '10.0.1.0/24',
  internet: false,
  phase: 'ACTIVE',
  reason: null,
  hostId: 'mi-1',
  sequence: 1,
  version: 1,
};

describe('the observations of a lab', () => {
  it('are read for several containers and networks at once, without those that have none', async () => {
    const { store } = await newStore();
    await store.put(container(), 0);
    await store.put(network, 0);
    const rows = await store.getMany(labId, [
      container().containerId,
      network.networkId,
      'ctr_aaaaaaaaaaaa_zzzzzz',
    ]);
    expect(rows).toEqual(
      new Map<string, unknown>([
        [container().containerId, container()],
        [network.networkId, network],
      ]),
    );
    expect(await store.getMany(labId, [])).toEqual(new Map());
  });

  it('are read as they were put, for containers and networks', async () => {
    const { store } = await newStore();
    expect(await store.put(container(), 0)).toBe(true);
    expect(await store.put(network, 0)).toBe(true);
    expect(await store.get(labId, container().containerId)).toEqual(container());
    expect(await store.get(labId, network.networkId)).toEqual(network);
    expect(await store.listByLab(labId)).toEqual([container(), network]);
    expect(await store.listByLab('lab_bbbbbbbbbbbb')).toEqual([]);
    expect(await store.get(labId, 'ctr_aaaaaaaaaaaa_dddddd')).toBeNull();
  });

  it('are replaced only with the stored version', async () => {
    const { store } = await newStore();
    const next = container({ phase: 'READY', sequence: 2, version: 3 });
    expect(await store.put(next, 1)).toBe(false);
    expect(await store.put(container(), 0)).toBe(true);
    expect(await store.put(container({ sequence: 9, version: 1 }), 0)).toBe(false);
    expect(await store.put(next, 2)).toBe(false);
    expect(await store.put(next, 1)).toBe(true);
    expect(await store.put(container({ sequence: 3, version: 2 }), 1)).toBe(false);
    expect(await store.get(labId, container().containerId)).toEqual(next);
  });

  it('can be put again if the answer was lost', async () => {
    const { store } = await newStore();
    expect(await store.put(container(), 0)).toBe(true);
    expect(await store.put(container(), 0)).toBe(true);
    expect(await store.put(container({ sequence: 2, version: 2 }), 1)).toBe(true);
    expect(await store.put(container({ sequence: 2, version: 2 }), 1)).toBe(true);
    expect(await store.put(container({ sequence: 2, version: 2, hostId: 'mi-2' }), 1)).toBe(false);
  });

  it('let one of fifty concurrent reports win, the first time and later', async () => {
    const { store } = await newStore();
    for (const version of [0, 1, 2]) {
      const rows = Array.from({ length: 50 }, (_, sequence) =>
        container({ sequence: version * 100 + sequence, version: version + 1 }),
      );
      const results = await Promise.all(rows.map((row) => store.put(row, version)));
      expect(results.filter(Boolean)).toHaveLength(1);
      const winner = rows[results.indexOf(true)];
      expect(await store.get(labId, container().containerId)).toEqual(winner);
    }
  });

  it('are removed one by one or all of a lab, without those of other labs', async () => {
    const { store } = await newStore();
    const ids = Array.from(
      { length: 60 },
      (_, index) => `ctr_aaaaaaaaaaaa_${String(index).padStart(6, '0')}`,
    );
    await Promise.all(ids.map((containerId) => store.put(container({ containerId }), 0)));
    const other = container({ labId: 'lab_bbbbbbbbbbbb', containerId: 'ctr_bbbbbbbbbbbb_aaaaaa' });
    await store.put(other, 0);
    expect(await store.remove(labId, ids[0] ?? '', 1)).toBe(true);
    expect(await store.remove(labId, ids[0] ?? '', 1)).toBe(true);
    expect(await store.remove(labId, ids[1] ?? '', 2)).toBe(false);
    expect(await store.listByLab(labId)).toHaveLength(59);
    await store.removeLab(labId);
    await store.removeLab(labId);
    expect(await store.listByLab(labId)).toEqual([]);
    expect(await store.listByLab(other.labId)).toEqual([other]);
  });

  it('are complete even if they exceed one reply of DynamoDB', async () => {
    const { store } = await newStore();
    const reason = 'x'.repeat(2000);
    const ids = Array.from(
      { length: 600 },
      (_, index) => `ctr_aaaaaaaaaaaa_${String(index).padStart(6, '0')}`,
    );
    for (let start = 0; start < ids.length; start += 50) {
      const some = ids.slice(start, start + 50);
      await Promise.all(some.map((containerId) => store.put(container({ containerId, reason }), 0)));
    }
    expect((await store.listByLab(labId)).map((row) => row.kind === 'container' && row.containerId)).toEqual(
      ids,
    );
  });

  it('throw an error that names the table and the key if they are corrupt', async () => {
    const { store, table } = await newStore();
    await store.put(container(), 0);
    const Key = { labId, subjectId: container().containerId };
    const { Item } = await dynamo.documents.send(new GetCommand({ TableName: table, Key }));
    await dynamo.documents.send(new PutCommand({ TableName: table, Item: { ...Item, phase: 'FLYING' } }));
    const reading = store.listByLab(labId);
    await expect(reading).rejects.toBeInstanceOf(CorruptRowError);
    await expect(reading).rejects.toThrow(
      `The row ${labId} / ${container().containerId} of table ${table} can't be read: phase: `,
    );
  });
});
