import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneLimits, cloneShallow, receivedBytes } from './clone.ts';
import { isGitAddress, readGitAddress } from './git-address.ts';

describe('isGitAddress', () => {
  it.each([
    ['https://example.org/labs.git', true],
    ['git@example.org:labs/ring.git#v1:ring', true],
    ['ext::sh -c true', true],
    ['labs/ring', false],
    ['./a@b:c', false],
    ['C:\\labs', false],
    ['lab.yaml', false],
  ])('of %s is %s', (text, expected) => {
    expect(isGitAddress(text)).toBe(expected);
  });
});

describe('readGitAddress', () => {
  it.each([
    ['https://example.org/labs.git', { url: 'https://example.org/labs.git', ref: null, path: '.' }],
    ['git@example.org:labs.git#v1.2', { url: 'git@example.org:labs.git', ref: 'v1.2', path: '.' }],
    ['ssh://git@example.org/labs#:a/b', { url: 'ssh://git@example.org/labs', ref: null, path: 'a/b' }],
    [
      'https://example.org/l#topic/x:a/lab.yaml',
      { url: 'https://example.org/l', ref: 'topic/x', path: 'a/lab.yaml' },
    ],
  ])('reads %s', (text, expected) => {
    expect(readGitAddress(text)).toEqual(expected);
  });

  it.each([
    ['file:///etc', '"file:///etc" can\'t be cloned. Use an address with https:// or ssh://.'],
    ['ext::sh -c id', "can't be cloned"],
    ['http://example.org/labs', "can't be cloned"],
    ['git://example.org/labs', "can't be cloned"],
    ['https://', "can't be cloned"],
    ['-oProxyCommand@example.org:x', 'is no address of a git repository'],
    ['https://ada:secret@example.org/labs', 'Use a credential helper of git.'],
    ['https://example.org/labs#--upload-pack=id', 'is no branch or tag'],
    ['https://example.org/labs#main:../x', '"../x" leads out of the repository'],
    ['https://example.org/labs#main:/etc', '"/etc" leads out of the repository'],
  ])('refuses %s', (text, reason) => {
    expect(() => readGitAddress(text)).toThrow(reason);
  });
});

describe('cloneShallow', () => {
  let folder: string;
  let url: string;
  const { signal } = new AbortController();
  /** The protocols that are allowed can't be served here without a server. */
  const limits = { ...cloneLimits, protocols: ['file'] };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'git-test-'));
    const source = join(folder, 'source');
    url = `file://${source}`;
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], {
        cwd: source,
        stdio: 'pipe',
      });
    await mkdir(join(source, 'ring'), { recursive: true });
    git('init', '--quiet', '--initial-branch=main');
    await writeFile(join(source, 'ring/lab.yaml'), 'first');
    git('add', '.');
    git('commit', '--quiet', '--message', 'First');
    git('tag', 'v1');
    await writeFile(join(source, 'ring/lab.yaml'), 'second');
    await symlink('/etc', join(source, 'etc'));
    await writeFile(join(source, 'zeros'), Buffer.alloc(2_000_000));
    await writeFile(join(source, '.gitmodules'), `[submodule "x"]\n  path = x\n  url = ${url}\n`);
    git('add', '.');
    git('update-index', '--add', '--cacheinfo', `160000,${String(git('rev-parse', 'HEAD')).trim()},x`);
    git('commit', '--quiet', '--message', 'Second');
  });

  afterAll(() => rm(folder, { recursive: true }));

  const clone = (rest: Partial<ReturnType<typeof readGitAddress>> = {}, more: object = {}) =>
    cloneShallow({ url, ref: null, path: '.', ...rest }, { signal, limits: { ...limits, ...more } });

  it('has the files of the last commit or of a tag, no submodules, and is removed after', async () => {
    let place: string;
    {
      await using last = await clone();
      place = last.path;
      expect(await readFile(join(place, 'ring/lab.yaml'), 'utf8')).toBe('second');
      expect(await readdir(join(place, 'x'))).toEqual([]);
      expect(await readFile(join(place, '.git/shallow'), 'utf8')).toMatch(/^\w{40}\n$/);
    }
    await expect(readdir(place)).rejects.toThrow('ENOENT');
    await using tagged = await clone({ ref: 'v1', path: 'ring/lab.yaml' });
    expect(await readFile(tagged.path, 'utf8')).toBe('first');
  });

  it('runs no hook of a template', async () => {
    const [template, trace] = [join(folder, 'template'), join(folder, 'trace')];
    await mkdir(join(template, 'hooks'), { recursive: true });
    await writeFile(join(template, 'hooks/post-checkout'), `#!/bin/sh\ntouch ${trace}\n`);
    await chmod(join(template, 'hooks/post-checkout'), 0o755);
    const before = process.env['GIT_TEMPLATE_DIR'];
    process.env['GIT_TEMPLATE_DIR'] = template;
    try {
      await using _cloned = await clone();
      await expect(readFile(trace)).rejects.toThrow('ENOENT');
    } finally {
      if (before === undefined) delete process.env['GIT_TEMPLATE_DIR'];
      else process.env['GIT_TEMPLATE_DIR'] = before;
    }
  });

  it.each([
    ['a branch that is missing', { ref: 'nope' }, {}, /^git could not clone .*Remote branch nope not found/],
    ['a path that is missing', { path: 'nope' }, {}, / has no "nope"\.$/],
    ['a link that leads out', { path: 'etc' }, {}, /is a symbolic link that leads out of the repository/],
    ['too many bytes of files', {}, { bytes: 1_000_000 }, / has more than 1 MB\. Clone it yourself/],
    ['a protocol that is not allowed', {}, { protocols: ['https'] }, /transport 'file' not allowed/],
    ['too long a time', {}, { seconds: 0 }, /took longer than 0 s\.$/],
  ])('refuses %s', async (_what, address, more, reason) => {
    await expect(clone(address, more)).rejects.toThrow(reason);
  });

  it('ends when it is interrupted', async () => {
    const interrupted = { signal: AbortSignal.abort(), limits };
    await expect(cloneShallow({ url, ref: null, path: '.' }, interrupted)).rejects.toThrow('was interrupted');
  });
});

describe('receivedBytes', () => {
  it('reads the progress of git', () => {
    const line = (size: string) => `Receiving objects:  45% (9/20), ${size} | 5.00 MiB/s\r`;
    expect(receivedBytes(line('1.50 MiB') + line('2.00 GiB'))).toBe(2 * 2 ** 30);
    expect(receivedBytes('Receiving objects: 100% (9/9), done.\n')).toBe(0);
  });
});
