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
    /** The ids of the rows for further hosts and VNIs. */
    otherRows: async () => {
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
  it('stores the host of each container, gives each network a VNI, and lists the lab on every host', async () => {
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

  it('stores no other properties of its argument', async () => {
    const { placements, make, row } = await newStores();
    const lab = await make();
    const more = { ...on(lab, 'mi-1', 'mi-2'), kind: 'placed' };
    await placements.place(lab, more);
    expect((await row(lab.id))?.['placement']).toEqual(on(lab, 'mi-1', 'mi-2'));
  });

  it('lets one of many win, and leaves no rows of the others', async () => {
    const { placements, make, read, otherRows } = await newStores();
    const lab = await make();
    const tries = Array.from({ length: 10 }, () => placements.place(lab, on(lab, 'mi-1', 'mi-2')));
    const won = (await Promise.all(tries)).filter((each) => each !== null);
    expect(won).toHaveLength(1);
    expect(await read(lab.id)).toEqual(won[0]);
    expect(await otherRows()).toHaveLength(2);
  });

  it('adds hosts to a single-host lab, and never changes its first host', async () => {
    const { labs, placements, make, read } = await newStores();
    const lab = await make();
    await labs.place(lab.id, 'mi-1');
    const single = await read(lab.id);
    expect(await placements.place(single, on(lab, 'mi-2', 'mi-1'))).toBeNull();
    expect((await read(lab.id)).placement.hosts).toEqual(['mi-1']);
    expect((await placements.place(single, on(lab, 'mi-1', 'mi-2')))?.placement.hosts).toEqual([
      'mi-1',
      'mi-2',
    ]);
  });

  it('survives a save that is based on an older read', async () => {
    const { labs, placements, make, read } = await newStores();
    const lab = await make();
    const placed = await placements.place(lab, on(lab, 'mi-1', 'mi-2'));
    const saved = must(await labs.save({ ...lab, name: 'Edited' }, 1));
    expect(saved).toEqual({ ...placed, name: 'Edited', revision: 2, hostRevision: 2 });
    expect(await read(lab.id)).toEqual(saved);
  });

  it('does not restore a lab that is gone', async () => {
    const { labs, placements, make, otherRows } = await newStores();
    const lab = await make();
    must(await labs.save(deleted(lab), 1));
    await labs.purge(lab.id);
    expect(await placements.place(lab, on(lab, 'mi-1', 'mi-2'))).toBeNull();
    expect(await labs.get(lab.id)).toBeNull();
    expect((await otherRows()).filter((id) => id.startsWith('vni#'))).toEqual([]);
    expect(await labs.listByHost('mi-2')).toEqual([]);
  });
});

describe('the VNI of a network', () => {
  it('is unique, and stays the same through edits and moves', async () => {
    const { labs, placements, make, read } = await newStores();
    const all = await Promise.all(Array.from({ length: 20 }, () => make()));
    const placed = await Promise.all(all.map((lab) => placements.place(lab, on(lab, 'mi-1', 'mi-2'))));
    expect(new Set(placed.flatMap((lab) => Object.values(lab?.placement.vnis ?? {}))).size).toBe(20);
    const [lab] = placed;
    if (!lab) throw new Error('The lab was not placed.');
    const moved = await labs.takeOffHost(lab, lab.revision);
    expect(moved?.placement).toEqual({ ...unplaced, version: 2, vnis: lab.placement.vnis });
    await placements.place(await read(lab.id), on(lab, 'mi-3', 'mi-4'));
    expect((await read(lab.id)).placement.vnis).toEqual(lab.placement.vnis);
  });

  it('is released once its network is gone from all hosts, or once the lab is purged', async () => {
    const { labs, placements, make, read, otherRows } = await newStores();
    const lab = await make();
    await placements.place(lab, on(lab, 'mi-1', 'mi-2'));
    await placements.releaseUnused(await read(lab.id));
    expect(await otherRows()).toHaveLength(2);
    const stale = must(await labs.save({ ...(await read(lab.id)), containers: [], networks: [] }, 1));
    must(await labs.save({ ...stale, name: 'Other', containers: lab.containers }, 2));
    await placements.releaseUnused(stale);
    expect(await otherRows()).toHaveLength(2);
    await placements.releaseUnused(await read(lab.id));
    expect(await otherRows()).toEqual([`part#${lab.id}#mi-2`]);
    expect((await read(lab.id)).placement.vnis).toEqual({});

    const other = await make();
    const placed = await placements.place(other, on(other, 'mi-1', 'mi-2'));
    must(await labs.save(deleted(placed ?? other), 1));
    await labs.purge(other.id);
    expect(await otherRows()).toEqual([`part#${lab.id}#mi-2`]);
  });

  it('is never that of another network of any lab, unless that lab is gone', async () => {
    const tried = [5000, 5000, 5001, 5001, 6000];
    const { labs, placements, make, put, row } = await newStores({ chooseVni: () => tried.shift() ?? 0 });
    const first = await make();
    expect((await placements.place(first, on(first, 'mi-1', 'mi-2')))?.placement.vnis).toEqual({
      [first.networks[0]?.id ?? '']: 5000,
    });
    const second = await make();
    const placed = await placements.place(second, on(second, 'mi-1', 'mi-2'));
    expect(Object.values(placed?.placement.vnis ?? {})).toEqual([5001]);

    // As if a process had ended between the purge of a lab and the release of its VNI.
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

describe('what the hosts of a multi-host lab match', () => {
  it('is complete once each host matches the last revision that concerns it', async () => {
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

  it('is reset when the lab is placed again, and is not recorded for a single-host lab', async () => {
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

describe('a multi-host lab that leaves its hosts', () => {
  it('has no hosts, and can’t be placed based on its old placement', async () => {
    const { labs, placements, make, read, otherRows } = await newStores();
    const lab = await make();
    const placed = await placements.place(lab, on(lab, 'mi-1', 'mi-2'));
    if (!placed) throw new Error('The lab was not placed.');
    const grown = await placements.place(placed, on(lab, 'mi-1', 'mi-2', 'mi-3'));
    expect(await labs.takeOffHost(placed, 1)).toBeNull();
    if (!grown) throw new Error('The lab was not placed.');
    const moved = await labs.takeOffHost(grown, 1);
    expect(moved).toMatchObject({ revision: 3, hostRevision: 3, placement: { version: 3 } });
    expect((await otherRows()).filter((id) => id.startsWith('part#'))).toEqual([]);
    expect(await labs.listByHost('mi-1')).toEqual([]);
    expect(await placements.place(grown, on(lab, 'mi-1', 'mi-2'))).toBeNull();
    expect(await placements.place(await read(lab.id), on(lab, 'mi-2', 'mi-4'))).toMatchObject({
      placement: { version: 4, hosts: ['mi-2', 'mi-4'] },
    });
  });
});
