import { GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type Lab, unplaced } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LabStore, PlacementStore } from '../index.ts';
import { deleted, must, sampleLab } from '../testing/sample-lab.ts';
import { startTestDynamoDb, type TestDynamoDb } from '@pineapple/test-kit/aws';

let dynamo: TestDynamoDb;
beforeAll(async () => {
  dynamo = await startTestDynamoDb();
});
afterAll(() => dynamo[Symbol.asyncDispose]());

async function newStores({ chooseVni }: { chooseVni?: () => number } = {}) {
  const table = await dynamo.newTable('labs');
  const options = { documents: dynamo.documents, table };
  const labs = new LabStore(options);
  const placements = new PlacementStore({ ...options, ...(chooseVni && { chooseVni }) });
  return {
    labs,
    placements,
    make: async (changes: Partial<Lab> = {}) => must(await labs.create(sampleLab(changes))),
    read: async (id: string) => {
      const lab = await labs.get(id, { consistent: true });
      if (!lab) throw new Error(`Lab ${id} is gone.`);
      return lab;
    },
    put: (row: Record<string, unknown>) =>
      dynamo.documents.send(new PutCommand({ TableName: table, Item: row })),
    row: async (id: string) =>
      (await dynamo.documents.send(new GetCommand({ TableName: table, Key: { id } }))).Item,
    /** What is kept beside the labs' own rows, but for their names. */
    besides: async () => {
      const { Items = [] } = await dynamo.documents.send(new ScanCommand({ TableName: table }));
      return Items.map(({ id }) => String(id)).filter((id) => /^(part|vni)#/.test(id));
    },
  };
}

const on = (lab: Lab, ...hosts: readonly [string, ...string[]]) => ({
  hosts,
  containers: Object.fromEntries(
    lab.containers.map(({ id }, index) => [id, hosts[index % hosts.length] ?? '']),
  ),
});

describe('placing a lab on several hosts', () => {
  it('stores which container is where, gives each network a segment, and has every host list it', async () => {
    const { labs, placements, make, read } = await newStores();
    const lab = await make({ spread: true });
    const placed = await placements.place(lab, on(lab, 'mi-1', 'mi-2'));
    expect(placed).toEqual(await read(lab.id));
    expect(placed).toMatchObject({ spread: true, revision: 1 });
    const { vnis, ...where } = placed?.placement ?? unplaced;
    expect(where).toEqual({ version: 1, ...on(lab, 'mi-1', 'mi-2'), matched: {} });
    const [vni = 0] = Object.values(vnis);
    expect(vni).toBeGreaterThanOrEqual(4096);
    expect(vni).toBeLessThanOrEqual(16_777_215);
    for (const host of ['mi-1', 'mi-2'])
      expect((await labs.listByHost(host)).map(({ id }) => id)).toEqual([lab.id]);
    expect(await labs.listByHost('mi-3')).toEqual([]);
  });

  it('stores nothing that it was handed besides', async () => {
    const { placements, make, row } = await newStores();
    const lab = await make();
    const more = { ...on(lab, 'mi-1', 'mi-2'), kind: 'placed' };
    await placements.place(lab, more);
    expect((await row(lab.id))?.['placement']).toEqual(on(lab, 'mi-1', 'mi-2'));
  });

  it('lets one of many win, and leaves nothing behind of the others', async () => {
    const { placements, make, read, besides } = await newStores();
    const lab = await make();
    const tries = Array.from({ length: 10 }, () => placements.place(lab, on(lab, 'mi-1', 'mi-2')));
    const won = (await Promise.all(tries)).filter((each) => each !== null);
    expect(won).toHaveLength(1);
    expect(await read(lab.id)).toEqual(won[0]);
    expect(await besides()).toHaveLength(2);
  });

  it('widens a lab that was whole, and never moves its first host', async () => {
    const { labs, placements, make, read } = await newStores();
    const lab = await make();
    await labs.place(lab.id, 'mi-1');
    const whole = await read(lab.id);
    expect(await placements.place(whole, on(lab, 'mi-2', 'mi-1'))).toBeNull();
    expect((await read(lab.id)).placement.hosts).toEqual(['mi-1']);
    expect((await placements.place(whole, on(lab, 'mi-1', 'mi-2')))?.placement.hosts).toEqual([
      'mi-1',
      'mi-2',
    ]);
  });

  it('is not undone by a save of somebody who read the lab before', async () => {
    const { labs, placements, make, read } = await newStores();
    const lab = await make();
    const placed = await placements.place(lab, on(lab, 'mi-1', 'mi-2'));
    const saved = must(await labs.save({ ...lab, name: 'Edited' }, 1));
    expect(saved).toEqual({ ...placed, name: 'Edited', revision: 2, hostRevision: 2 });
    expect(await read(lab.id)).toEqual(saved);
  });

  it('does not bring back a lab that is gone', async () => {
    const { labs, placements, make, besides } = await newStores();
    const lab = await make();
    must(await labs.save(deleted(lab), 1));
    await labs.purge(lab.id);
    expect(await placements.place(lab, on(lab, 'mi-1', 'mi-2'))).toBeNull();
    expect(await labs.get(lab.id)).toBeNull();
    expect((await besides()).filter((id) => id.startsWith('vni#'))).toEqual([]);
    expect(await labs.listByHost('mi-2')).toEqual([]);
  });
});

describe('the segment of a network', () => {
  it('is another one for each, and stays the same through edits and moves', async () => {
    const { labs, placements, make, read } = await newStores();
    const all = await Promise.all(Array.from({ length: 20 }, () => make()));
    const placed = await Promise.all(all.map((lab) => placements.place(lab, on(lab, 'mi-1', 'mi-2'))));
    expect(new Set(placed.flatMap((lab) => Object.values(lab?.placement.vnis ?? {}))).size).toBe(20);
    const [lab] = placed;
    if (!lab) throw new Error('It was not placed.');
    const moved = await labs.takeOffHost(lab, lab.revision);
    expect(moved?.placement).toEqual({ ...unplaced, version: 2, vnis: lab.placement.vnis });
    await placements.place(await read(lab.id), on(lab, 'mi-3', 'mi-4'));
    expect((await read(lab.id)).placement.vnis).toEqual(lab.placement.vnis);
  });

  it('is free once its network is gone from all hosts, and so are all once the lab is forgotten', async () => {
    const { labs, placements, make, read, besides } = await newStores();
    const lab = await make();
    await placements.place(lab, on(lab, 'mi-1', 'mi-2'));
    await placements.releaseUnused(await read(lab.id));
    expect(await besides()).toHaveLength(2);
    const stale = must(await labs.save({ ...(await read(lab.id)), containers: [], networks: [] }, 1));
    must(await labs.save({ ...stale, name: 'Other', containers: lab.containers }, 2));
    await placements.releaseUnused(stale);
    expect(await besides()).toHaveLength(2);
    await placements.releaseUnused(await read(lab.id));
    expect(await besides()).toEqual([`part#${lab.id}#mi-2`]);
    expect((await read(lab.id)).placement.vnis).toEqual({});

    const other = await make();
    const wide = await placements.place(other, on(other, 'mi-1', 'mi-2'));
    must(await labs.save(deleted(wide ?? other), 1));
    await labs.purge(other.id);
    expect(await besides()).toEqual([`part#${lab.id}#mi-2`]);
  });

  it('is never that of another network, of whatever lab, unless that lab is gone', async () => {
    const tried = [5000, 5000, 5001, 5001, 6000];
    const { labs, placements, make, put, row } = await newStores({ chooseVni: () => tried.shift() ?? 0 });
    const first = await make();
    expect((await placements.place(first, on(first, 'mi-1', 'mi-2')))?.placement.vnis).toEqual({
      [first.networks[0]?.id ?? '']: 5000,
    });
    const second = await make();
    const placed = await placements.place(second, on(second, 'mi-1', 'mi-2'));
    expect(Object.values(placed?.placement.vnis ?? {})).toEqual([5001]);

    // As if a process had died between the end of a lab and the release of what it held.
    const kept = await row('vni#5001');
    must(await labs.save(deleted(second), 1));
    await labs.purge(second.id);
    await put(kept ?? {});
    const third = await make();
    expect(Object.values((await placements.place(third, on(third, 'mi-1')))?.placement.vnis ?? {})).toEqual([
      5001,
    ]);
  });
});

describe('what the hosts of a wide lab match', () => {
  it('is known once each of them said so of the last revision that concerns them', async () => {
    const { labs, placements, make, read } = await newStores();
    const lab = await make();
    await placements.place(lab, on(lab, 'mi-1', 'mi-2'));
    expect(await placements.match(lab.id, 'mi-1', 1)).toBe(false);
    must(await labs.save({ ...(await read(lab.id)), containers: [] }, 1));
    expect(await placements.match(lab.id, 'mi-2', 1)).toBe(false);
    expect(await placements.match(lab.id, 'mi-2', 2)).toBe(false);
    expect(await placements.match(lab.id, 'mi-1', 2)).toBe(true);
    expect((await read(lab.id)).placement.matched).toEqual({ 'mi-1': 2, 'mi-2': 2 });
  });

  it('is found out again after it was placed anew, and says nothing of a lab that is whole', async () => {
    const { labs, placements, make, read } = await newStores();
    const lab = await make();
    await labs.place(lab.id, 'mi-1');
    expect(await placements.match(lab.id, 'mi-1', 1)).toBe(false);
    await placements.place(await read(lab.id), on(lab, 'mi-1', 'mi-2'));
    await placements.match(lab.id, 'mi-1', 1);
    await placements.place(await read(lab.id), on(lab, 'mi-1', 'mi-2', 'mi-3'));
    expect((await read(lab.id)).placement.matched).toEqual({});
  });
});

describe('a wide lab that leaves its hosts', () => {
  it('is on none, and whoever read where it was can not place it any more', async () => {
    const { labs, placements, make, read, besides } = await newStores();
    const lab = await make();
    const placed = await placements.place(lab, on(lab, 'mi-1', 'mi-2'));
    if (!placed) throw new Error('It was not placed.');
    const wider = await placements.place(placed, on(lab, 'mi-1', 'mi-2', 'mi-3'));
    expect(await labs.takeOffHost(placed, 1)).toBeNull();
    if (!wider) throw new Error('It was not placed.');
    const moved = await labs.takeOffHost(wider, 1);
    expect(moved).toMatchObject({ revision: 3, hostRevision: 3, placement: { version: 3 } });
    expect((await besides()).filter((id) => id.startsWith('part#'))).toEqual([]);
    expect(await labs.listByHost('mi-1')).toEqual([]);
    expect(await placements.place(wider, on(lab, 'mi-1', 'mi-2'))).toBeNull();
    expect(await placements.place(await read(lab.id), on(lab, 'mi-2', 'mi-4'))).toMatchObject({
      placement: { version: 4, hosts: ['mi-2', 'mi-4'] },
    });
  });
});
