import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isOpenToAll, openPath } from './open-path.ts';

let parent: string;
let directory: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'pn-open-'));
  directory = join(parent, 'docker');
  await mkdir(directory);
});
afterEach(() => rm(parent, { recursive: true, force: true }));

it('keeps the path of a directory that all users reach', async () => {
  await chmod(parent, 0o711);
  await using open = await openPath(directory);
  expect(open.path).toBe(directory);
});

it('gives a directory below a closed one a second path, the same one after a kill', async () => {
  const first = await openPath(directory);
  expect(await isOpenToAll(directory)).toBe(false);
  expect(await isOpenToAll(first.path)).toBe(true);
  await writeFile(join(directory, 'file'), 'text');
  const second = await openPath(directory);
  expect(second.path).toBe(first.path);
  expect(await readFile(join(second.path, 'file'), 'utf8')).toBe('text');
  await second[Symbol.asyncDispose]();
  expect(await readFile('/proc/self/mounts', 'utf8')).not.toContain(first.path);
});
