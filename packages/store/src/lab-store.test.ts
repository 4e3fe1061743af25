import { randomBytes } from 'node:crypto';
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Lab, newLabId, newUserId, type Result } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CorruptRowError,
  InvalidCursorError,
  LabStore,
  MissingRowError,
  type StoreOptions,
} from './index.ts';
import { sampleLab } from './testing/sample-lab.ts';
import { startTestDynamoDb, type TestDynamoDb } from './testing/test-dynamodb.ts';

let dynamo: TestDynamoDb;
beforeAll(async () => {
  dynamo = await startTestDynamoDb();
});
afterAll(() => dynamo[Symbol.asyncDispose]());

async function newStore(options: Partial<StoreOptions> = {}) {
  const table = await dynamo.newTable('labs');
  return { table, store: new LabStore({ documents: dynamo.documents, table, ...options }) };
}

function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`expected success, not ${JSON.stringify(result.error)}`);
  return result.value;
}

async function rawRow(table: string, id: string) {
  const { Item } = await dynamo.documents.send(
    new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true }),
  );
  return Item;
}

function deleted(lab: Lab): Lab {
  return { ...lab, networks: [], containers: [], deletedAt: '2026-03-02T10:00:00.000Z' };
}

describe('creating a lab', () => {
  it('stores it whole, as revision 1, on no host', async () => {
    const { store } = await newStore();
    const lab = sampleLab({ hostId: 'mi-ignored', revision: 7, expiresAt: '2027-01-01T00:00:00.000Z' });
    const created = must(await store.create(lab));
    expect(created).toEqual({ ...lab, hostId: null, revision: 1 });
    expect(await store.get(lab.id)).toEqual(created);
    expect(await store.get(lab.id, { consistent: true })).toEqual(created);
  });

  it('finds nothing under another id', async () => {
    const { store } = await newStore();
    expect(await store.get(newLabId(randomBytes))).toBeNull();
  });

  it('refuses a name that its owner uses, but not one that somebody else uses', async () => {
    const { store } = await newStore();
    const ownerId = newUserId(randomBytes);
    must(await store.create(sampleLab({ ownerId, name: 'Lab 1' })));
    expect(await store.create(sampleLab({ ownerId, name: 'Lab 1' }))).toEqual({
      ok: false,
      error: 'name-taken',
    });
    must(await store.create(sampleLab({ ownerId, name: 'Lab 2' })));
    must(await store.create(sampleLab({ name: 'Lab 1' })));
    expect(await store.countByOwner(ownerId)).toBe(2);
  });

  it('gives one name to one of twenty who want it at once', async () => {
    const { store } = await newStore();
    const ownerId = newUserId(randomBytes);
    const labs = Array.from({ length: 20 }, () => sampleLab({ ownerId, name: 'Lab 1' }));
    const results = await Promise.all(labs.map((lab) => store.create(lab)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await store.countByOwner(ownerId)).toBe(1);
  });

  it('never replaces a lab by another of the same id', async () => {
    const { store } = await newStore();
    const lab = must(await store.create(sampleLab()));
    await expect(store.create({ ...lab, name: 'Another' })).rejects.toThrow(
      `There is a lab ${lab.id} already`,
    );
    expect((await store.get(lab.id))?.name).toBe(lab.name);
  });
});

describe('saving a lab', () => {
  it('stores the edit as the next revision and keeps host, owner and creation', async () => {
    const { store } = await newStore();
    const lab = must(await store.create(sampleLab()));
    await store.place(lab.id, 'mi-1');
    const edit = {
      ...lab,
      networks: [],
      containers: [],
      hostId: null,
      expiresAt: '2027-01-01T00:00:00.000Z',
    };
    const saved = must(
      await store.save({ ...edit, ownerId: 'usr_x', createdAt: '2000-01-01T00:00:00.000Z' }, 1),
    );
    expect(saved).toEqual({ ...edit, revision: 2, hostId: 'mi-1' });
    expect(await store.get(lab.id, { consistent: true })).toEqual(saved);
  });

  it('refuses an edit of a revision that is not the present one', async () => {
    const { store } = await newStore();
    const lab = must(await store.create(sampleLab()));
    const second = must(await store.save({ ...lab, networks: [] }, 1));
    expect(await store.save({ ...lab, containers: [] }, 1)).toEqual({
      ok: false,
      error: 'revision-conflict',
    });
    expect(await store.save({ ...lab, containers: [] }, 3)).toEqual({
      ok: false,
      error: 'revision-conflict',
    });
    expect(await store.get(lab.id, { consistent: true })).toEqual(second);
  });

  it('lets one of fifty edits of one revision win', async () => {
    const { store } = await newStore();
    const lab = must(await store.create(sampleLab()));
    const edits = Array.from({ length: 50 }, (_, index) => ({
      ...lab,
      expiresAt: `2027-01-01T00:00:${10 + index}.000Z`,
    }));
    const results = await Promise.all(edits.map((edit) => store.save(edit, 1)));
    const winners = results.filter((result) => result.ok);
    expect(winners).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.error === 'revision-conflict')).toHaveLength(49);
    expect(await store.get(lab.id, { consistent: true })).toEqual(winners[0]?.value);
  });

  it('loses none of twenty edits whose authors try again', async () => {
    const { store } = await newStore();
    const lab = must(await store.create({ ...sampleLab(), networks: [], containers: [] }));
    const [network] = sampleLab().networks;
    async function addNetwork(name: string): Promise<void> {
      const present = await store.get(lab.id, { consistent: true });
      if (!present || !network) throw new Error('the lab is gone');
      const networks = [...present.networks, { ...network, name }];
      if (!(await store.save({ ...present, networks }, present.revision)).ok) await addNetwork(name);
    }
    const names = Array.from({ length: 20 }, (_, index) => `net-${index}`);
    await Promise.all(names.map(addNetwork));
    const end = await store.get(lab.id, { consistent: true });
    expect(end?.revision).toBe(21);
    expect(new Set(end?.networks.map(({ name }) => name))).toEqual(new Set(names));
  });

  it('calls a lab that does not exist a revision conflict', async () => {
    const { store } = await newStore();
    expect(await store.save(sampleLab(), 1)).toEqual({ ok: false, error: 'revision-conflict' });
  });

  it('stores a lab of a hundred networks and a hundred containers with five interfaces each', async () => {
    const { store } = await newStore();
    const base = sampleLab();
    const networks = Array.from({ length: 100 }, (_, n) => ({
      ...base.networks[0]!,
      name: `network-${n}`,
      id: `net_${n}`,
    }));
    const containers = Array.from({ length: 100 }, (_, n) => ({
      ...base.containers[0]!,
      id: `ctr_${n}`,
      interfaces: Array.from({ length: 5 }, () => base.containers[0]!.interfaces[0]!),
    }));
    const created = must(await store.create({ ...base, networks, containers }));
    expect(await store.get(base.id)).toEqual(created);
    expect(JSON.stringify(created).length).toBeLessThan(400_000);
  });
});

describe('renaming a lab', () => {
  it('frees the old name and holds the new one', async () => {
    const { store } = await newStore();
    const lab = must(await store.create(sampleLab({ name: 'old' })));
    must(await store.save({ ...lab, name: 'new' }, 1));
    expect(await store.create(sampleLab({ ownerId: lab.ownerId, name: 'new' }))).toEqual({
      ok: false,
      error: 'name-taken',
    });
    must(await store.create(sampleLab({ ownerId: lab.ownerId, name: 'old' })));
  });

  it('refuses the name of another lab and leaves everything as it was', async () => {
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

  it('can go back to the old name', async () => {
    const { store } = await newStore();
    const lab = must(await store.create(sampleLab({ name: 'old' })));
    const renamed = must(await store.save({ ...lab, name: 'new' }, 1));
    must(await store.save({ ...renamed, name: 'old' }, 2));
    must(await store.create(sampleLab({ ownerId: lab.ownerId, name: 'new' })));
    expect((await store.create(sampleLab({ ownerId: lab.ownerId, name: 'old' }))).ok).toBe(false);
  });

  it('reports a revision conflict before a taken name, and does not keep the name it reserved', async () => {
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

  it('gives one name to one of two labs that want it at once, over and over', async () => {
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

describe('a name whose reservation is stale', () => {
  const start = Date.parse('2026-03-01T10:00:00.000Z');

  async function storeAt(seconds: { value: number }) {
    return newStore({ now: () => new Date(start + seconds.value * 1000) });
  }

  function reservation(ownerId: string, name: string, holderId: string) {
    const reservedAt = new Date(start).toISOString();
    return { id: `name#${ownerId}#${name}`, holderId, ticket: 'left behind', reservedAt };
  }

  it('is held for a creator who may be about to use it, and free when that creator must have died', async () => {
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

  it('is given to one of twenty who take it over at once', async () => {
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

  it('is free at once when its lab was deleted but the release was lost', async () => {
    const { store, table } = await storeAt({ value: 0 });
    const lab = must(await store.create(sampleLab({ name: 'Lab 1' })));
    const id = `name#${lab.ownerId}#Lab 1`;
    const kept = await rawRow(table, id);
    must(await store.save(deleted(lab), 1));
    await dynamo.documents.send(new PutCommand({ TableName: table, Item: kept }));
    must(await store.create(sampleLab({ ownerId: lab.ownerId, name: 'Lab 1' })));
  });

  it('is free in time when its lab was renamed but the release was lost', async () => {
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

describe('placing a lab', () => {
  it('lets the first of many win and tells all of them which host it is', async () => {
    const { store } = await newStore();
    const lab = must(await store.create(sampleLab()));
    const hosts = await Promise.all(
      Array.from({ length: 20 }, (_, index) => store.place(lab.id, `mi-${index}`)),
    );
    expect(new Set(hosts).size).toBe(1);
    expect((await store.get(lab.id, { consistent: true }))?.hostId).toBe(hosts[0]);
    expect((await store.get(lab.id, { consistent: true }))?.revision).toBe(1);
  });

  it('does not bring back a lab that is gone', async () => {
    const { store } = await newStore();
    const id = newLabId(randomBytes);
    await expect(store.place(id, 'mi-1')).rejects.toBeInstanceOf(MissingRowError);
    expect(await store.get(id)).toBeNull();
  });
});

describe('an unsettled lab', () => {
  const times = ['2026-03-01T10:00:00.000Z', '2026-03-01T10:01:00.000Z', '2026-03-01T10:02:00.000Z'] as const;

  it('is one whose last save is older and that was not settled since', async () => {
    let now: string = times[0];
    const { store } = await newStore({ now: () => new Date(now) });
    const lab = must(await store.create(sampleLab()));
    expect(await store.listUnsettled(times[0])).toEqual([]);
    expect(await store.listUnsettled(times[1])).toEqual([lab]);
    now = times[1];
    const saved = must(await store.save({ ...lab, networks: [] }, 1));
    expect(await store.listUnsettled(times[1])).toEqual([]);
    expect(await store.listUnsettled(times[2])).toEqual([saved]);
    expect(await store.settle(lab.id, 2)).toBe(true);
    expect(await store.settle(lab.id, 2)).toBe(true);
    expect(await store.listUnsettled(times[2])).toEqual([]);
    expect(await store.get(lab.id, { consistent: true })).toEqual(saved);
  });

  it('stays one when an older revision is settled, and becomes one again with the next save', async () => {
    const { store } = await newStore({ now: () => new Date(times[0]) });
    const lab = must(await store.create(sampleLab()));
    const second = must(await store.save({ ...lab, networks: [] }, 1));
    expect(await store.settle(lab.id, 1)).toBe(false);
    expect(await store.listUnsettled(times[1])).toEqual([second]);
    await store.settle(lab.id, 2);
    const third = must(await store.save({ ...second, containers: [] }, 2));
    expect(await store.listUnsettled(times[1])).toEqual([third]);
  });

  it('can be settled when it is gone, to no effect', async () => {
    const { store } = await newStore();
    const id = newLabId(randomBytes);
    expect(await store.settle(id, 1)).toBe(false);
    expect(await store.get(id)).toBeNull();
  });

  it('is listed whether it was deleted or not, and among any number of others', async () => {
    const { store } = await newStore({ now: () => new Date(times[0]) });
    const labs = await Promise.all(
      Array.from({ length: 120 }, async () => must(await store.create(sampleLab()))),
    );
    must(await store.save(deleted(labs[0]!), 1));
    const found = await store.listUnsettled(times[1]);
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(labs.map(({ id }) => id)));
  });
});

describe('a deleted lab', () => {
  it('vanishes from its owner’s list and frees its name, but can still be read', async () => {
    const { store } = await newStore();
    const lab = must(await store.create(sampleLab({ name: 'Lab 1' })));
    const gone = must(await store.save(deleted(lab), 1));
    expect(gone.deletedAt).not.toBeNull();
    expect(await store.listByOwner(lab.ownerId, { first: 10, after: null })).toEqual({
      labs: [],
      cursors: [],
      hasNextPage: false,
      totalCount: 0,
    });
    expect(await store.countByOwner(lab.ownerId)).toBe(0);
    expect(await store.get(lab.id, { consistent: true })).toEqual(gone);
    must(await store.create(sampleLab({ ownerId: lab.ownerId, name: 'Lab 1' })));
  });

  it('is purged, and its name with it if that was left behind', async () => {
    const { store, table } = await newStore();
    const lab = must(await store.create(sampleLab({ name: 'Lab 1' })));
    const reservation = await rawRow(table, `name#${lab.ownerId}#Lab 1`);
    must(await store.save(deleted(lab), 1));
    await dynamo.documents.send(new PutCommand({ TableName: table, Item: reservation }));
    expect(await store.purge(lab.id)).toBe(true);
    expect(await store.get(lab.id, { consistent: true })).toBeNull();
    expect(await rawRow(table, `name#${lab.ownerId}#Lab 1`)).toBeUndefined();
    expect(await store.purge(lab.id)).toBe(false);
  });

  it('does not take the name along that a new lab has by now', async () => {
    const { store } = await newStore();
    const lab = must(await store.create(sampleLab({ name: 'Lab 1' })));
    must(await store.save(deleted(lab), 1));
    must(await store.create(sampleLab({ ownerId: lab.ownerId, name: 'Lab 1' })));
    await store.purge(lab.id);
    expect((await store.create(sampleLab({ ownerId: lab.ownerId, name: 'Lab 1' }))).ok).toBe(false);
  });

  it('is the only kind that can be purged', async () => {
    const { store } = await newStore();
    const lab = must(await store.create(sampleLab()));
    expect(await store.purge(lab.id)).toBe(false);
    expect(await store.get(lab.id, { consistent: true })).toEqual(lab);
  });

  it('is not purged from a host that it is not on', async () => {
    const { store } = await newStore();
    const lab = must(await store.create(sampleLab()));
    must(await store.save(deleted(lab), 1));
    expect(await store.purge(lab.id, { placedOn: 'mi-1' })).toBe(false);
    await store.place(lab.id, 'mi-1');
    expect(await store.purge(lab.id, { placedOn: null })).toBe(false);
    expect(await store.purge(lab.id, { placedOn: 'mi-2' })).toBe(false);
    expect(await store.purge(lab.id, { placedOn: 'mi-1' })).toBe(true);
  });
});

describe('the list of an owner’s labs', () => {
  const ownerId = newUserId(randomBytes);

  async function storeWith(createdAts: readonly string[]) {
    const { store, table } = await newStore();
    const labs: Lab[] = [];
    for (const [index, createdAt] of createdAts.entries()) {
      labs.push(must(await store.create(sampleLab({ ownerId, name: `Lab ${index}`, createdAt }))));
    }
    must(await store.create(sampleLab({ name: 'of somebody else' })));
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

  it('neither repeats nor skips labs that were made in the same millisecond', async () => {
    const { store } = await storeWith(Array.from({ length: 6 }, () => '2026-03-01T10:00:00.000Z'));
    expect(new Set(await allPages(store, 2)).size).toBe(6);
  });

  it('goes on from a cursor whose lab has been deleted', async () => {
    const { store, labs } = await storeWith(oneADay);
    const page = await store.listByOwner(ownerId, { first: 2, after: null });
    must(await store.save(deleted(labs[5]!), 1));
    const next = await store.listByOwner(ownerId, { first: 2, after: page.cursors[1] ?? null });
    expect(next.labs.map(({ name }) => name)).toEqual(['Lab 4', 'Lab 3']);
    expect(next.totalCount).toBe(6);
  });

  it('fills its pages although the index still knows labs that are deleted', async () => {
    const { store, table, labs } = await storeWith(oneADay);
    // As on AWS for some milliseconds: the row is marked, the index attribute is still there.
    for (const lab of [labs[6]!, labs[4]!, labs[3]!]) {
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

describe('a lab’s row that this program did not write', () => {
  it('is a fault that names table, key and what is wrong', async () => {
    const { store, table } = await newStore();
    const lab = must(await store.create(sampleLab()));
    const row = await rawRow(table, lab.id);
    await dynamo.documents.send(
      new PutCommand({ TableName: table, Item: { ...row, revision: 'two', networks: null } }),
    );
    const reading = store.get(lab.id);
    await expect(reading).rejects.toBeInstanceOf(CorruptRowError);
    await expect(reading).rejects.toThrow(
      new RegExp(`^The row ${lab.id} of table ${table} can't be read: revision: .*networks: `),
    );
    await expect(store.listByOwner(lab.ownerId, { first: 1, after: null })).rejects.toBeInstanceOf(
      CorruptRowError,
    );
    await dynamo.documents.send(new DeleteCommand({ TableName: table, Key: { id: lab.id } }));
    expect(await store.get(lab.id)).toBeNull();
  });
});
