import { mkdtemp, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rewriteInPlace } from './rewrite-in-place.ts';

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pn-rewrite-'));
  path = join(directory, 'hosts');
});
afterEach(() => rm(directory, { recursive: true }));

describe('rewriteInPlace', () => {
  it('keeps the same file when the text becomes longer or shorter', async () => {
    await writeFile(path, 'one\ntwo\n');
    const before = await stat(path);
    await rewriteInPlace(path, () => 'one\ntwo\nthrée\n');
    expect(await readFile(path, 'utf8')).toBe('one\ntwo\nthrée\n');
    await rewriteInPlace(path, () => 'x');
    expect(await readFile(path, 'utf8')).toBe('x');
    expect((await stat(path)).ino).toBe(before.ino);
  });

  it('reads the file again after writing, and gives up when it keeps changing', async () => {
    await writeFile(path, '');
    const seen: string[] = [];
    const change = (text: string): string => {
      seen.push(text);
      return `${text}x`;
    };
    await expect(rewriteInPlace(path, change)).rejects.toThrow('kept changing');
    expect(seen).toEqual(['', 'x', 'xx', 'xxx', 'xxxx']);
  });

  it('refuses symbolic links and files that are too long', async () => {
    await writeFile(join(directory, 'other'), 'secret');
    await symlink(join(directory, 'other'), path);
    await expect(rewriteInPlace(path, () => 'x')).rejects.toThrow('ELOOP');
    await rm(path);
    await writeFile(path, '');
    await truncate(path, 10 * 1024 * 1024 * 1024);
    await expect(rewriteInPlace(path, () => 'x')).rejects.toThrow('at most 1 MiB');
  });
});
