import { randomBytes } from 'node:crypto';
import { newLabId } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LabStore, MissingRowError, type StoreOptions } from '../index.ts';
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

describe('placing a lab', () => {
  it('lets the first of many win, and returns its host to all', async () => {
    const { store } = await newStore();
    const lab = must(await store.create(sampleLab()));
    const placed = await Promise.all(
      Array.from({ length: 20 }, (_, index) => store.place(lab.id, `mi-${index}`)),
    );
    const hosts = new Set(placed.flatMap(({ placement }) => placement.hosts));
    expect(hosts.size).toBe(1);
    expect(await store.get(lab.id, { consistent: true })).toMatchObject({
      revision: 1,
      placement: { version: 0, hosts: [...hosts] },
    });
  });

  it('does not restore a lab that is gone', async () => {
    const { store } = await newStore();
    const id = newLabId(randomBytes);
    await expect(store.place(id, 'mi-1')).rejects.toBeInstanceOf(MissingRowError);
    expect(await store.get(id)).toBeNull();
  });
});

describe('an unconverged lab', () => {
  it('is listed for its host, even if it is deleted, until it is marked as converged', async () => {
    const { store } = await newStore();
    const make = async (name: string) => must(await store.create(sampleLab({ name })));
    const [first, second, elsewhere] = await Promise.all([make('a'), make('b'), make('c')]);
    await Promise.all([
      ...[first, second].map(({ id }) => store.place(id, 'mi-1')),
      store.place(elsewhere.id, 'mi-2'),
    ]);
    const listed = async () => new Set((await store.listUnconvergedByHost('mi-1')).map(({ id }) => id));
    expect(await listed()).toEqual(new Set([first.id, second.id]));
    await store.markConverged(first.id, 1);
    expect(await listed()).toEqual(new Set([second.id]));
    await store.save(deleted(first), 1);
    expect(await listed()).toEqual(new Set([first.id, second.id]));
  });

  const times = ['2026-03-01T10:00:00.000Z', '2026-03-01T10:01:00.000Z', '2026-03-01T10:02:00.000Z'] as const;

  it('is listed from its last save until it is marked as converged', async () => {
    let now: string = times[0];
    const { store } = await newStore({ now: () => new Date(now) });
    const lab = must(await store.create(sampleLab()));
    expect(await store.listUnconverged(times[0])).toEqual([]);
    expect(await store.listUnconverged(times[1])).toEqual([lab]);
    expect(await store.listUnconverged(times[1], times[0])).toEqual([lab]);
    expect(await store.listUnconverged(times[2], times[1])).toEqual([]);
    now = times[1];
    const saved = must(await store.save({ ...lab, networks: [] }, 1));
    expect(await store.listUnconverged(times[1])).toEqual([]);
    expect(await store.listUnconverged(times[2])).toEqual([saved]);
    expect(await store.markConverged(lab.id, 2)).toBe(true);
    expect(await store.markConverged(lab.id, 2)).toBe(true);
    expect(await store.listUnconverged(times[2])).toEqual([]);
    expect(await store.get(lab.id, { consistent: true })).toEqual(saved);
  });

  it('stays unconverged if an older revision converged, and is unconverged again after the next save', async () => {
    const { store } = await newStore({ now: () => new Date(times[0]) });
    const lab = must(await store.create(sampleLab()));
    const second = must(await store.save({ ...lab, networks: [] }, 1));
    expect(await store.markConverged(lab.id, 1)).toBe(false);
    expect(await store.listUnconverged(times[1])).toEqual([second]);
    await store.markConverged(lab.id, 2);
    const third = must(await store.save({ ...second, containers: [] }, 2));
    expect(await store.listUnconverged(times[1])).toEqual([third]);
  });

  it('converges with the last revision that concerned its host; later ones do not matter', async () => {
    const { store } = await newStore({ now: () => new Date(times[0]) });
    const lab = must(await store.create(sampleLab()));
    const drawn = must(await store.save({ ...lab, name: 'Drawn' }, 1, { concernsHost: false }));
    expect(drawn).toMatchObject({ revision: 2, hostRevision: 1 });
    expect(await store.listUnconverged(times[1])).toEqual([drawn]);
    expect(await store.markConverged(lab.id, 1)).toBe(true);
    const again = must(await store.save(drawn, 2, { concernsHost: false }));
    expect(await store.listUnconverged(times[1])).toEqual([]);
    const wired = must(await store.save({ ...again, networks: [] }, 3));
    expect(wired).toMatchObject({ revision: 4, hostRevision: 4 });
    expect(await store.markConverged(lab.id, 3)).toBe(false);
    expect(await store.listUnconverged(times[1])).toEqual([wired]);
    expect(await store.markConverged(lab.id, 5)).toBe(true);
  });

  it('can be marked when it is gone, without effect', async () => {
    const { store } = await newStore();
    const id = newLabId(randomBytes);
    expect(await store.markConverged(id, 1)).toBe(false);
    expect(await store.get(id)).toBeNull();
  });

  it('is listed even if it was deleted, among any number of others', async () => {
    const { store } = await newStore({ now: () => new Date(times[0]) });
    const labs = await Promise.all(
      Array.from({ length: 120 }, async () => must(await store.create(sampleLab()))),
    );
    must(await store.save(deleted(at(labs, 0)), 1));
    const found = await store.listUnconverged(times[1]);
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(labs.map(({ id }) => id)));
  });
});
