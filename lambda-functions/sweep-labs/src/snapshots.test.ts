import { hash } from 'node:crypto';
import { startTestBed, type TestBed } from '@pineapple/test-kit/aws';
import { afterAll, beforeAll, expect, test } from 'vitest';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
}, 60_000);
afterAll(() => bed?.[Symbol.asyncDispose]());

test('contents stay while a snapshot or a container needs them, and what a silent host left goes', async () => {
  const lab = await bed.make.make('web');
  const { ownerId } = lab;
  const put = async (content: string) => {
    const sha256 = hash('sha256', content);
    await bed.files.putOnce(ownerId, sha256, Buffer.from(content));
    return { sha256, bytes: content.length };
  };
  const listOf = (...pieces: { sha256: string; bytes: number }[]) =>
    put(JSON.stringify({ format: 1, layers: [{ deleted: [], bytes: 1, pieces }] }));
  const [yaml, both, gone, used, left] = await Promise.all(['yaml', 'both', 'gone', 'used', 'left'].map(put));
  if (!yaml || !both || !gone || !used || !left) throw new Error('A content is missing');
  const [first, second, inLab] = await Promise.all([listOf(both), listOf(both, gone), listOf(used)]);
  if (!first || !second || !inLab) throw new Error('A list is missing');
  const containers = lab.containers.map((each) => ({ ...each, contents: { ownerId, sha256: inLab.sha256 } }));
  await bed.make.save({ ...lab, containers });
  const snapshot = {
    ...{ ownerId, labId: lab.id, labName: lab.name, reason: null, lab: yaml },
    ...{ createdAt: new Date().toISOString(), containers: [], state: 'ready' as const },
  };
  await bed.snapshots.create({ ...snapshot, id: 'snp_1', name: 'kept', saved: { one: first } });
  await bed.snapshots.create({ ...snapshot, id: 'snp_2', name: 'deleted', saved: { one: second } });
  const saving = { ...snapshot, id: 'snp_3', name: 'saving', state: 'saving' as const, saved: {} };
  await bed.snapshots.create(saving);
  await bed.snapshots.discard({ ownerId, id: 'snp_2' });
  const kept = async () => new Set((await bed.files.list(ownerId)).map(({ sha256 }) => sha256));

  // A host may store contents that nothing refers to yet.
  await bed.call('sweep-labs', {});
  expect((await kept()).size).toBe(8);
  await bed.snapshots.discard(saving);
  const silent = { ...saving, id: 'snp_4', name: 'silent', createdAt: '2026-01-01T00:00:00.000Z' };
  await bed.snapshots.create(silent);
  await bed.call('sweep-labs', {});
  expect(await kept()).toEqual(new Set([yaml, both, used, first, inLab].map(({ sha256 }) => sha256)));
  expect(await bed.snapshots.get(ownerId, 'snp_4')).toMatchObject({
    state: 'failed',
    reason: expect.stringMatching(/did not report/) as string,
  });
  expect(await bed.snapshots.listUnfinished()).toEqual([]);
});
