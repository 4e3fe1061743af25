import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { fromCommonFolder, mostBytes, mostFiles, toBase64, UnusableFilesError, unzip } from './lab-file.ts';

const file = (path: string): { path: string; bytes: Uint8Array } => ({ path, bytes: strToU8(path) });

describe('a zip archive', () => {
  it('gives its files, without those of version control and file managers', () => {
    const archive = zipSync({
      'lab/lab.conf': strToU8('pc1[0]=A\n'),
      'lab/.git/HEAD': strToU8('ref'),
      '__MACOSX/lab/lab.conf': strToU8('x'),
      'lab/pc1/etc/motd': strToU8('hello'),
    });
    const files = unzip(archive);
    expect(files.map(({ path }) => path)).toEqual(['lab/lab.conf', 'lab/pc1/etc/motd']);
    expect(new TextDecoder().decode(files[0]?.bytes)).toBe('pc1[0]=A\n');
  });

  it('is refused before it is unpacked if it would be too large or has too many files', () => {
    // A thousandth of its size.
    const bomb = zipSync({ zeros: new Uint8Array(mostBytes + 1) });
    expect(bomb.length).toBeLessThan(mostBytes / 100);
    expect(() => unzip(bomb)).toThrow('have at most 14 MB together');
    const many = Object.fromEntries(Array.from({ length: mostFiles + 1 }, (_, n) => [`f${n}`, strToU8('')]));
    expect(() => unzip(zipSync(many))).toThrow('at most 200 files');
  });

  it('is refused if it is damaged', () => {
    expect(() => unzip(strToU8('no archive'))).toThrow(UnusableFilesError);
  });
});

describe('the folder that all files are in', () => {
  it('is removed, however deep', () => {
    const paths = fromCommonFolder([file('a/b/lab.conf'), file('a/b/pc1/etc/motd')]).map(({ path }) => path);
    expect(paths).toEqual(['lab.conf', 'pc1/etc/motd']);
  });

  it('stays if a file is beside it', () => {
    const paths = fromCommonFolder([file('lab.conf'), file('pc1/etc/motd')]).map(({ path }) => path);
    expect(paths).toEqual(['lab.conf', 'pc1/etc/motd']);
  });

  it('of one file is removed, and no file too many', () => {
    expect(fromCommonFolder([file('lab/lab.yaml')]).map(({ path }) => path)).toEqual(['lab.yaml']);
    expect(fromCommonFolder([])).toEqual([]);
  });
});

it('writes bytes as base64, also many', () => {
  const bytes = Uint8Array.from({ length: 20_000 }, (_, n) => n % 256);
  expect(Buffer.from(toBase64(bytes), 'base64').equals(bytes)).toBe(true);
});
