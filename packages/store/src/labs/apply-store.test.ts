import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Apply,
  applyStatuses,
  ApplyStore,
  CorruptRowError,
  MissingRowError,
  newApplyId,
} from '../index.ts';
import { at } from '../testing/sample-lab.ts';
import { startTestDynamoDb, type TestDynamoDb } from '@pineapple/test-kit/aws';

let dynamo: TestDynamoDb;
beforeAll(async () => {
  dynamo = await startTestDynamoDb();
});
afterAll(() => dynamo[Symbol.asyncDispose]());

async function newStore() {
  const table = await dynamo.newTable('applies');
  return { table, store: new ApplyStore({ documents: dynamo.documents, table }) };
}

const labId = 'lab_aaaaaaaaaaaa';

function apply(changes: Partial<Apply> = {}): Apply {
  return {
    applyId: newApplyId(),
    labId,
    revision: 3,
    hostId: 'mi-1',
    commandId: null,
    status: 'PENDING',
    output: null,
    errorOutput: null,
    requestedAt: '2026-03-01T10:00:00.000Z',
    sentAt: null,
    finishedAt: null,
    expiresAt: 1_900_000_000,
    ...changes,
  };
}

const ends = ['SUCCESS', 'FAILED', 'TIMED_OUT', 'CANCELLED'] as const;

describe('the record of an apply', () => {
  it('passes through its statuses from the request to the end', async () => {
    const { store } = await newStore();
    const record = apply({ hostId: null });
    await store.put(record);
    expect(await store.get(labId, record.applyId)).toEqual(record);
    const sent = await store.update(labId, record.applyId, {
      status: 'SENT',
      hostId: 'mi-1',
      commandId: 'c-1',
      sentAt: '2026-03-01T10:00:00.100Z',
    });
    expect(sent).toEqual({
      ...record,
      status: 'SENT',
      hostId: 'mi-1',
      commandId: 'c-1',
      sentAt: '2026-03-01T10:00:00.100Z',
    });
    await store.update(labId, record.applyId, { status: 'IN_PROGRESS' });
    const end = {
      status: 'SUCCESS',
      output: '{}',
      errorOutput: '',
      finishedAt: '2026-03-01T10:00:01.000Z',
    } as const;
    const ended = await store.update(labId, record.applyId, end);
    expect(ended).toEqual({ ...sent, ...end });
    expect(await store.get(labId, record.applyId)).toEqual(ended);
  });

  it.each(
    ends.flatMap((end) =>
      applyStatuses.filter((status) => status !== end).map((status) => [end, status] as const),
    ),
  )('stays %s when a late event says %s', async (end, late) => {
    const { store } = await newStore();
    const record = apply({ status: end, output: 'the end' });
    await store.put(record);
    const after = await store.update(labId, record.applyId, {
      status: late,
      output: 'late',
      finishedAt: '2026-03-01T11:00:00.000Z',
    });
    expect(after).toEqual(record);
    expect(await store.get(labId, record.applyId)).toEqual(record);
  });

  it('does not go backwards before its end either', async () => {
    const { store } = await newStore();
    const record = apply({ status: 'IN_PROGRESS' });
    await store.put(record);
    expect((await store.update(labId, record.applyId, { status: 'SENT' })).status).toBe('IN_PROGRESS');
    expect((await store.update(labId, record.applyId, { status: 'PENDING' })).status).toBe('IN_PROGRESS');
    expect((await store.update(labId, record.applyId, { status: 'IN_PROGRESS' })).status).toBe('IN_PROGRESS');
  });

  it('accepts output after its end if the status stays', async () => {
    const { store } = await newStore();
    const record = apply({ status: 'FAILED' });
    await store.put(record);
    expect((await store.update(labId, record.applyId, { errorOutput: 'why' })).errorOutput).toBe('why');
    const again = await store.update(labId, record.applyId, { status: 'FAILED', output: 'more' });
    expect(again).toEqual({ ...record, errorOutput: 'why', output: 'more' });
  });

  it('has one final status if several race', async () => {
    const { store } = await newStore();
    const record = apply({ status: 'SENT' });
    await store.put(record);
    const results = await Promise.all(
      ends.map((status) => store.update(labId, record.applyId, { status, output: status })),
    );
    const present = await store.get(labId, record.applyId);
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set([present?.status]));
    expect(present?.output).toBe(present?.status);
  });

  it('stays the same without changes, and its keys never change', async () => {
    const { store } = await newStore();
    const record = apply();
    await store.put(record);
    expect(await store.update(labId, record.applyId, {})).toEqual(record);
    expect(
      await store.update(labId, record.applyId, { labId: 'lab_bbbbbbbbbbbb', applyId: 'x', revision: 4 }),
    ).toEqual({
      ...record,
      revision: 4,
    });
    expect(await store.get('lab_bbbbbbbbbbbb', 'x')).toBeNull();
  });

  it('is not created by an update', async () => {
    const { store } = await newStore();
    const id = newApplyId();
    await expect(store.update(labId, id, { status: 'SENT' })).rejects.toBeInstanceOf(MissingRowError);
    await expect(store.update(labId, id, {})).rejects.toBeInstanceOf(MissingRowError);
    expect(await store.get(labId, id)).toBeNull();
  });

  it('is found by its command, and not without one', async () => {
    const { store } = await newStore();
    const records = [apply({ commandId: 'c-1' }), apply({ commandId: 'c-2' }), apply()];
    await Promise.all(records.map((record) => store.put(record)));
    expect(await store.findByCommand('c-2')).toEqual(records[1]);
    expect(await store.findByCommand('c-3')).toBeNull();
    await store.update(labId, at(records, 2).applyId, { status: 'SENT', commandId: 'c-3' });
    expect((await store.findByCommand('c-3'))?.applyId).toBe(at(records, 2).applyId);
    await store.update(labId, at(records, 1).applyId, { commandId: null });
    expect(await store.findByCommand('c-2')).toBeNull();
  });
});

describe('the records of a lab', () => {
  it('are listed newest first, up to the given number', async () => {
    const { store } = await newStore();
    const records = Array.from({ length: 5 }, (_, index) =>
      apply({ applyId: newApplyId(new Date(1_772_000_000_000 + index)) }),
    );
    await Promise.all(records.map((record) => store.put(record)));
    await store.put(apply({ labId: 'lab_bbbbbbbbbbbb' }));
    expect(await store.listByLab(labId, 3)).toEqual(records.slice(2).reverse());
    expect(await store.listByLab(labId, 50)).toEqual([...records].reverse());
    expect(await store.listByLab('lab_cccccccccccc', 3)).toEqual([]);
  });

  it('are complete even if they exceed one reply of DynamoDB', async () => {
    const { store } = await newStore();
    const output = 'x'.repeat(24_000);
    const ids = Array.from({ length: 60 }, (_, index) => newApplyId(new Date(1_772_000_000_000 + index)));
    await Promise.all(ids.map((applyId) => store.put(apply({ applyId, output }))));
    expect((await store.listByLab(labId, 50)).map(({ applyId }) => applyId)).toEqual(
      ids.reverse().slice(0, 50),
    );
  });

  it('throw an error that names the table and the key if they are corrupt', async () => {
    const { store, table } = await newStore();
    const record = apply();
    await dynamo.documents.send(
      new PutCommand({ TableName: table, Item: { ...record, commandId: 'c-1', status: 'Success' } }),
    );
    const reading = store.findByCommand('c-1');
    await expect(reading).rejects.toBeInstanceOf(CorruptRowError);
    await expect(reading).rejects.toThrow(
      `The row ${labId} / ${record.applyId} of table ${table} can't be read: status: `,
    );
  });
});
