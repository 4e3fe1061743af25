import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackContext } from '@pineapple/build-context';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packFolder } from './read-context.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pn-context-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('packs a folder with its modes and links, without what its .dockerignore leaves out', async () => {
  expect(await packFolder(folder)).toBeNull();
  await mkdir(join(folder, 'bin'));
  await mkdir(join(folder, 'cache'));
  await writeFile(join(folder, '.dockerignore'), 'cache\n!cache/keep\n');
  for (const path of ['bin/run', 'cache/big', 'cache/keep']) await writeFile(join(folder, path), path);
  await chmod(join(folder, 'bin/run'), 0o750);
  await symlink('bin/run', join(folder, 'again'));
  const entries = await unpackContext((await packFolder(folder)) ?? new Uint8Array());
  expect(entries.filter(({ kind }) => kind !== 'folder').map(({ path }) => path)).toEqual([
    ...['.dockerignore', 'again', 'bin/run', 'cache/keep'],
  ]);
  expect(entries.find(({ path }) => path === 'bin/run')?.mode).toBe(0o750);
  expect(entries.find(({ path }) => path === 'again')).toMatchObject({ kind: 'link', target: 'bin/run' });
});

it('names what a build can’t have', async () => {
  await symlink('/etc/passwd', join(folder, 'secret'));
  await expect(packFolder(folder)).rejects.toThrow(/'secret' is a symbolic link to '\/etc\/passwd'/);
  await expect(packFolder(join(folder, 'none'))).rejects.toThrow(/can't be read/);
});
