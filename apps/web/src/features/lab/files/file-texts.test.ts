import { describe, expect, it } from 'vitest';
import {
  changesBetween,
  commandsKey,
  type FileTexts,
  mergeTexts,
  modeText,
  readMode,
  toStored,
  toTexts,
  wrongPath,
} from './file-texts.ts';

const texts = (contents: Readonly<Record<string, string>>): FileTexts =>
  new Map(Object.entries(contents).map(([path, content]) => [path, { content, mode: 0o644 }]));

it('gives stored files and commands back as they were, quotes over several lines too', () => {
  const stored = {
    files: [
      { path: '/b', content: 'x\r\n', mode: 0o600 },
      { path: '/a', content: '', mode: 0o644 },
    ],
    exec: ['ip link', "sh -c 'a; b'"],
  };
  expect(toStored(toTexts(stored))).toEqual(stored);
  const open = new Map([[commandsKey, { content: "one\n\nsh -c 'a\nb'\n", mode: 0o644 }]]);
  expect(toStored(open).exec).toEqual(['one', "sh -c 'a\nb'"]);
});

it('finds what was added, changed and removed', () => {
  const changes = changesBetween(texts({ a: '1', b: '1', c: '1' }), texts({ a: '1', b: '2', d: '1' }));
  expect(Object.fromEntries(changes)).toEqual({ b: 'changed', c: 'removed', d: 'added' });
});

describe('what others saved meanwhile', () => {
  const base = texts({ mine: '1', theirs: '1', both: '1', gone: '1', equal: '1', left: '1' });
  const own = texts({ mine: '2', theirs: '1', both: '2', gone: '1', equal: '2', added: '2' });
  const others = texts({ mine: '1', theirs: '3', both: '3', equal: '2', left: '3', more: '3' });

  it('is taken over, apart from what the user changed too', () => {
    const { mine, conflicts } = mergeTexts(base, own, others);
    expect(Object.fromEntries([...mine].map(([path, { content }]) => [path, content]))).toEqual({
      ...{ mine: '2', theirs: '3', both: '2', equal: '2', added: '2', more: '3' },
    });
    expect([...conflicts].map(([path, theirs]) => [path, theirs?.content])).toEqual([
      ['both', '3'],
      ['left', '3'],
    ]);
  });

  it('is a conflict when they removed what the user changed', () => {
    expect(mergeTexts(base, own, new Map()).conflicts.get('both')).toBeNull();
  });
});

it('reads permissions in octal and refuses what is none', () => {
  expect([readMode('0644'), readMode('755'), readMode(modeText(0o7))]).toEqual([0o644, 0o755, 7]);
  expect(['', '0999', '1777', '64', 'rw-r--r--'].map(readMode)).toEqual([null, null, null, null, null]);
});

it('refuses a path that is relative, a folder or taken', () => {
  expect(wrongPath('/etc/motd', texts({}))).toBeNull();
  for (const path of ['', '/', 'etc/motd', '/etc/'])
    expect(wrongPath(path, texts({}))).toContain('/etc/motd');
  expect(wrongPath('/a', texts({ '/a': '' }))).toBe('There is a file /a already.');
});
