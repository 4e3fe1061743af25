import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { orderedId, orderedIdFloor } from './ordered-id.ts';
import { openState } from './state.ts';
import { temporaryDirectory } from './testing/temporary-directory.ts';

describe('the state', () => {
  test('keeps the last of many racing writes of one key', async () => {
    await using directory = await temporaryDirectory();
    const state = await openState(directory.path);
    const table = state.table('numbers', z.number());
    const writes = Array.from({ length: 500 }, (_, index) => table.put('one', index));
    await Promise.all(writes);
    expect(await table.get('one')).toBe(499);
    await Promise.all([table.put('one', 1), table.delete('one')]);
    expect(await table.get('one')).toBeNull();
    await state.close();
  });

  test('keeps tables apart, even with a common name prefix', async () => {
    await using directory = await temporaryDirectory();
    const state = await openState(directory.path);
    const [short, long] = [state.table('command', z.string()), state.table('commands', z.string())];
    await short.put('a', 'short');
    await long.put('a', 'long');
    expect(await short.list()).toEqual([{ key: 'a', row: 'short' }]);
    await short.deleteBefore('z');
    expect(await short.list()).toEqual([]);
    expect(await long.list()).toEqual([{ key: 'a', row: 'long' }]);
    await state.close();
  });

  test('lists by range in both directions', async () => {
    await using directory = await temporaryDirectory();
    const state = await openState(directory.path);
    const table = state.table('rows', z.string());
    for (const key of ['a', 'b', 'c', 'd']) await table.put(key, key);
    const keys = async (range: Parameters<typeof table.list>[0]) =>
      (await table.list(range)).map(({ key }) => key);
    expect(await keys({ from: 'b', before: 'd' })).toEqual(['b', 'c']);
    expect(await keys({ before: 'd', newestFirst: true, limit: 2 })).toEqual(['c', 'b']);
    await state.close();
  });
});

describe('orderedId', () => {
  test('makes unique ids that sort by creation', () => {
    const ids = Array.from({ length: 5000 }, () => orderedId());
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('sorts after the floor of its time and before that of a later one', () => {
    const now = Date.now() + 1e9;
    const id = orderedId(now);
    expect(id > orderedIdFloor(now)).toBe(true);
    expect(id < orderedIdFloor(now + 1)).toBe(true);
  });
});
