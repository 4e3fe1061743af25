import { access, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { removeInside } from './remove-inside.ts';

let top: string;
let root: string;
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'remove-inside-'));
  root = join(top, 'root');
  await mkdir(join(root, 'usr/lib'), { recursive: true });
  await Promise.all(
    ['secret', 'root/usr/lib/one', 'root/two'].map((path) => writeFile(join(top, path), 'x')),
  );
});
afterEach(() => rm(top, { recursive: true }));

const isThere = (path: string): Promise<boolean> =>
  access(join(top, path)).then(
    () => true,
    () => false,
  );

it('removes a file, also behind a link to a folder', async () => {
  await symlink('/usr/lib', join(root, 'lib'));
  await removeInside(root, '/lib/one');
  await removeInside(root, '/two');
  expect([await isThere('root/usr/lib/one'), await isThere('root/two')]).toEqual([false, false]);
});

it('never leaves the root, and removes a link instead of what it leads to', async () => {
  await symlink(top, join(root, 'absolute'));
  await symlink('../../..', join(root, 'usr/up'));
  await symlink(join(top, 'secret'), join(root, 'link'));
  for (const path of ['/absolute/secret', '/usr/up/secret', '/../secret', '/link'])
    await removeInside(root, path);
  expect([await isThere('secret'), await isThere('root/two')]).toEqual([true, true]);
});

it('leaves alone what is not there, and refuses folders and circles', async () => {
  await removeInside(root, '/nowhere/at/all');
  await expect(removeInside(root, '/usr/lib')).rejects.toThrow();
  await symlink('loop', join(root, 'loop'));
  await expect(removeInside(root, '/loop/file')).rejects.toThrow();
});
