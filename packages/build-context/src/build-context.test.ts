import { packTar } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import {
  type ContextEntry,
  contextLimits,
  packContext,
  selectSources,
  unpackContext,
  withoutIgnored,
} from './index.ts';

const file = (path: string, text = path): ContextEntry => ({
  ...{ path, kind: 'file', mode: 0o644, target: '' },
  content: new TextEncoder().encode(text),
});
const link = (path: string, target: string): ContextEntry => ({
  ...{ path, kind: 'link', mode: 0o777, target },
  content: new Uint8Array(),
});
const checked = async (...entries: ContextEntry[]) => unpackContext(await packContext(entries));
const pathsOf = (entries: readonly ContextEntry[]) => entries.map(({ path }) => path);

describe('a build context', () => {
  it('comes out as it went in, whatever the order, with the folders that its paths imply', async () => {
    const long = `${'long/'.repeat(40)}name`;
    const run = { ...file('bin/run'), mode: 0o755 };
    const one = await packContext([run, file('./a.txt', 'A'), link('bin/again', '../a.txt'), file(long)]);
    const other = await packContext([file(long), link('bin/again', '../a.txt'), file('a.txt', 'A'), run]);
    expect(Buffer.from(one).equals(other)).toBe(true);
    const entries = await unpackContext(one);
    expect(entries.find(({ path }) => path === 'bin/run')).toEqual(run);
    expect(entries.find(({ path }) => path === 'bin/again')).toEqual(link('bin/again', '../a.txt'));
    expect(entries.find(({ path }) => path === 'bin')).toMatchObject({ kind: 'folder', mode: 0o755 });
    expect(entries.some(({ path }) => path === long)).toBe(true);
  });

  it.each([
    [[file('../etc/passwd')], /'\.\.\/etc\/passwd' leads out/],
    [[file('/etc/passwd')], /leads out/],
    [[file('a/../../b')], /leads out/],
    [[link('a', '/etc/passwd')], /'a' is a symbolic link to '\/etc\/passwd'/],
    [[link('a/b', '../../c')], /out of the build context/],
    [[link('a', 'b'), file('a/c')], /'a\/c' is inside of 'a', which is no folder/],
    [[file('a\nb')], /control character/],
    [[file('x'.repeat(1001))], /longer than 1000/],
    [Array.from({ length: contextLimits.entries + 1 }, (_, at) => file(String(at))), /more than 10000 files/],
    [[{ ...file('big'), content: new Uint8Array(contextLimits.bytes + 1) }], /more than 50 MB/],
  ])('refuses what leads out of it or is too much, and names it (%#)', async (entries, message) => {
    await expect(packContext(entries)).rejects.toThrow(message);
  });

  it('refuses other archives and other kinds of entries', async () => {
    await expect(unpackContext(new TextEncoder().encode('no tar'.repeat(200)))).rejects.toThrow(
      /no tar archive/,
    );
    for (const type of ['link', 'character-device', 'fifo'] as const) {
      const archive = await packTar([{ header: { name: 'x', size: 0, type, linkname: 'y' } }]);
      await expect(unpackContext(archive)).rejects.toThrow(/'x' is/);
    }
    const outside = await packTar([{ header: { name: '../x', size: 1 }, body: 'x' }]);
    await expect(unpackContext(outside)).rejects.toThrow(/'\.\.\/x' leads out/);
  });

  it('leaves out what its .dockerignore says, and keeps the folders of what that brings back', async () => {
    const rules = '# why\n*.log\n/docs\n!docs/keep.md\n**/temp?\nnode_modules/\n[ab].txt\n';
    const names = ['a.log', 'sub/a.log', 'docs/x.md', 'docs/keep.md', 'x/y/temp1', 'temp2', 'a.txt', 'c.txt'];
    const entries = await checked(
      file('.dockerignore', rules),
      file('node_modules/p/i.js'),
      ...names.map((name) => file(name)),
    );
    expect(pathsOf(withoutIgnored(entries))).toEqual([
      ...['.dockerignore', 'c.txt', 'docs', 'docs/keep.md', 'sub', 'sub/a.log', 'x', 'x/y'],
    ]);
    expect(() => withoutIgnored([file('.dockerignore', 'x\n[a\n')])).toThrow(/line 2: '\[a'/);
  });
});

describe('the sources of a COPY', () => {
  const select = async (...sources: string[]) => {
    const context = await checked(
      ...['app/main.py', 'app/lib/x.py', 'a.conf', 'b.conf', 'deep/c.conf'].map((name) => file(name)),
      ...[link('app/own', 'main.py'), link('current', 'app'), link('loop', 'loop')],
    );
    const { entries, onlyFile } = selectSources(context, sources);
    return { entries: entries.map(({ at, entry }) => `${at}=${entry.path}`), onlyFile };
  };

  it('are files, contents of folders, patterns and links', async () => {
    expect(await select('./a.conf')).toEqual({ entries: ['a.conf=a.conf'], onlyFile: 'a.conf' });
    const app = ['lib=app/lib', 'lib/x.py=app/lib/x.py', 'main.py=app/main.py', 'own=app/own'];
    expect(await select('app/')).toEqual({ entries: app, onlyFile: null });
    expect(await select('current')).toEqual({ entries: app, onlyFile: null });
    expect(await select('current/own')).toEqual({ entries: ['own=app/main.py'], onlyFile: 'own' });
    expect((await select('*.conf', 'deep/?.conf')).entries).toEqual([
      ...['a.conf=a.conf', 'b.conf=b.conf', 'c.conf=deep/c.conf'],
    ]);
    expect((await select('.')).entries).toHaveLength(11);
  });

  it('must be there and inside', async () => {
    await expect(select('none')).rejects.toThrow(/has no 'none'/);
    await expect(select('*.none')).rejects.toThrow(/matches '\*\.none'/);
    await expect(select('../x')).rejects.toThrow(/leads out/);
    await expect(select('loop')).rejects.toThrow(/leads to itself/);
  });
});
