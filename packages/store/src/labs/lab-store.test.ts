import { randomBytes } from 'node:crypto';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { emptyConfig, newLabId, newUserId, unplaced } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CorruptRowError, LabStore, type StoreOptions } from '../index.ts';
import { at, deleted, must, sampleLab } from '../testing/sample-lab.ts';
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

describe('creating a lab', () => {
  it('stores all of it as revision 1, on no host', async () => {
    const { store } = await newStore();
    const lab = sampleLab({
      placement: { ...unplaced, version: 3, hosts: ['mi-ignored'] },
      revision: 7,
      expiresAt: '2027-01-01T00:00:00.000Z',
    });
    const created = must(await store.create(lab));
    expect(created).toEqual({ ...lab, placement: unplaced, revision: 1, hostRevision: 1 });
    expect(await store.get(lab.id)).toEqual(created);
    expect(await store.get(lab.id, { consistent: true })).toEqual(created);
  });

  it('finds nothing under another id', async () => {
    const { store } = await newStore();
    expect(await store.get(newLabId(randomBytes))).toBeNull();
  });

  it('refuses a name that its owner uses, but not one that another owner uses', async () => {
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

  it('gives a name to one of twenty concurrent labs', async () => {
    const { store } = await newStore();
    const ownerId = newUserId(randomBytes);
    const labs = Array.from({ length: 20 }, () => sampleLab({ ownerId, name: 'Lab 1' }));
    const results = await Promise.all(labs.map((lab) => store.create(lab)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await store.countByOwner(ownerId)).toBe(1);
  });

  it('never replaces a lab with another of the same id', async () => {
    const { store } = await newStore();
    const lab = must(await store.create(sampleLab()));
    await expect(store.create({ ...lab, name: 'Another' })).rejects.toThrow(`Lab ${lab.id} already exists`);
    expect((await store.get(lab.id))?.name).toBe(lab.name);
  });
});

describe('saving a lab', () => {
  it('stores the edit as the next revision and keeps placement, owner and creation time', async () => {
    const { store } = await newStore();
    const lab = must(await store.create(sampleLab()));
    await store.place(lab.id, 'mi-1');
    const edit = {
      ...lab,
      networks: [],
      containers: [],
      expiresAt: '2027-01-01T00:00:00.000Z',
    };
    const saved = must(
      await store.save({ ...edit, ownerId: 'usr_x', createdAt: '2000-01-01T00:00:00.000Z' }, 1),
    );
    expect(saved).toEqual({
      ...edit,
      revision: 2,
      hostRevision: 2,
      placement: { ...unplaced, hosts: ['mi-1'] },
    });
    expect(await store.get(lab.id, { consistent: true })).toEqual(saved);
  });

  it('refuses a save that is based on an older revision', async () => {
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

  it('loses none of twenty edits that are retried', async () => {
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

  it('reports a revision conflict for a lab that does not exist', async () => {
    const { store } = await newStore();
    expect(await store.save(sampleLab(), 1)).toEqual({ ok: false, error: 'revision-conflict' });
  });

  it('stores a lab of a hundred networks and a hundred containers with five interfaces each', async () => {
    const { store } = await newStore();
    const base = sampleLab();
    const [network, container] = [at(base.networks, 0), at(base.containers, 0)];
    const networks = Array.from({ length: 100 }, (_, n) => ({
      ...network,
      name: `network-${n}`,
      id: `net_${n}`,
    }));
    const containers = Array.from({ length: 100 }, (_, n) => ({
      ...container,
      id: `ctr_${n}`,
      interfaces: Array.from({ length: 5 }, () => at(container.interfaces, 0)),
    }));
    const created = must(await store.create({ ...base, networks, containers }));
    expect(await store.get(base.id)).toEqual(created);
    expect(JSON.stringify(created).length).toBeLessThan(400_000);
  });
});

describe('a deleted lab', () => {
  it('leaves its owner’s list and frees its name, but can still be read', async () => {
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

  it('is purged, with its name if that is still reserved', async () => {
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

  it('keeps the name of a newer lab reserved when it is purged', async () => {
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

  it('is not purged with a host that it is not on', async () => {
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

describe('a corrupt row of a lab', () => {
  it('throws an error that names the table, the key and what is wrong', async () => {
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

describe('a row that the previous version wrote', () => {
  const read = async (attributes: Record<string, unknown>) => {
    const { store, table } = await newStore();
    const lab = must(await store.create(sampleLab()));
    const row = await rawRow(table, lab.id);
    await dynamo.documents.send(new PutCommand({ TableName: table, Item: { ...row, ...attributes } }));
    return (await store.get(lab.id))?.placement;
  };

  it('of a lab on no host or on one host has its placement in hostId', async () => {
    expect(await read({})).toEqual(unplaced);
    expect(await read({ hostId: 'mi-1' })).toEqual({ ...unplaced, hosts: ['mi-1'] });
  });

  it('of a lab on several hosts has its placement in five attributes', async () => {
    const placement = { hosts: ['mi-1', 'mi-2'], containers: { a: 'mi-2' } };
    const [vnis, matched] = [{ n: 5000 }, { 'mi-1': 7 }];
    expect(await read({ hostId: 'mi-1', placement, placementVersion: 4, vnis, matched })).toEqual({
      version: 4,
      ...placement,
      vnis,
      matched,
    });
  });
});

describe('a row from before labs had positions, files or a history', () => {
  it('is read as a lab without them, whose host must match its current revision', async () => {
    const { store, table } = await newStore();
    const lab = must(await store.create(sampleLab()));
    const { Item } = await dynamo.documents.send(new GetCommand({ TableName: table, Key: { id: lab.id } }));
    const { hostRevision: _revision, history: _history, ...old } = Item ?? {};
    const bare = (nodes: readonly Record<string, unknown>[]) =>
      nodes.map(({ position: _position, config: _config, ...node }) => node);
    const row = { ...old, networks: bare(old['networks']), containers: bare(old['containers']), revision: 3 };
    await dynamo.documents.send(new PutCommand({ TableName: table, Item: row }));
    expect(await store.get(lab.id)).toEqual({ ...lab, revision: 3, hostRevision: 3 });
    expect(await store.markConverged(lab.id, 2)).toBe(false);
    expect(await store.markConverged(lab.id, 3)).toBe(true);
  });
});

describe('a row from before networks had an MTU, interfaces names and containers sysctls and commands', () => {
  it('is read as a lab with the usual ones', async () => {
    const { store, table } = await newStore();
    const [container] = sampleLab().containers;
    if (!container) throw new Error('the sample lab has no container');
    const config = { ...emptyConfig, defaultGateway: '10.0.1.1' };
    const lab = must(await store.create(sampleLab({ containers: [{ ...container, config }] })));
    const row = await rawRow(table, lab.id);
    const without = (object: Record<string, unknown>, field: string) =>
      Object.fromEntries(Object.entries(object).filter(([key]) => key !== field));
    const old = {
      ...row,
      networks: lab.networks.map((network) => without(network, 'mtu')),
      containers: lab.containers.map((each) => ({
        ...each,
        interfaces: each.interfaces.map((link) => without(link, 'name')),
        config: { files: [], defaultGateway: '10.0.1.1' },
      })),
    };
    await dynamo.documents.send(new PutCommand({ TableName: table, Item: old }));
    expect(await store.get(lab.id, { consistent: true })).toEqual(lab);
  });
});

describe('a lab of plain and IPv6 networks', () => {
  it('is read as it was stored', async () => {
    const { store } = await newStore();
    const sample = sampleLab();
    const [network] = sample.networks;
    const [container] = sample.containers;
    if (!network || !container) throw new Error('the sample lab is empty');
    const networks = [
      { ...network, ipv4Subnet: null, mtu: 9000 },
      { ...network, id: `${network.id}2`, ipv4Subnet: null, ipv6Subnet: '2001:db8::/64' },
    ];
    const interfaces = networks.map(({ id, ipv6Subnet }, index) => ({
      networkId: id,
      name: `swp${index}`,
      ipv4Address: null,
      ipv6Address: ipv6Subnet === null ? null : '2001:db8::10',
      macAddress: '0a:00:00:00:00:01',
    }));
    const config = {
      ...emptyConfig,
      sysctls: [{ name: 'net.ipv4.ip_forward', value: '1' }],
      env: [{ name: 'LOG_LEVEL', value: 'debug' }],
      command: ['sleep', 'infinity'],
      exec: ['ip link set eth0 up'],
    };
    const lab = { ...sample, networks, containers: [{ ...container, interfaces, config }] };
    must(await store.create(lab));
    expect(await store.get(lab.id, { consistent: true })).toMatchObject({
      networks,
      containers: lab.containers,
    });
  });
});
