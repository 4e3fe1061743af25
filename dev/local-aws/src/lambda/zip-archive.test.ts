import { describe, expect, test } from 'vitest';
import { zipOf } from '../testing/zip-archive.ts';
import { readZip } from './zip-archive.ts';

describe('readZip', () => {
  test('returns stored and deflated files', () => {
    const files = { 'index.mjs': 'export {};', 'a/b/c.txt': 'é'.repeat(5000), empty: '' };
    for (const stored of [true, false]) {
      const found = readZip(zipOf(files, { stored }));
      expect(Object.fromEntries(found.map(({ path, bytes }) => [path, bytes.toString()]))).toEqual(files);
    }
  });

  test.each(['../evil', '/etc/passwd', 'a/../../b', 'a\\..\\b', './a', 'a//b'])(
    'refuses the path %s',
    (path) => {
      expect(() => readZip(zipOf({ [path]: 'x' }))).toThrow('leads out of the archive');
    },
  );

  test('refuses a damaged archive', () => {
    const archive = zipOf({ 'index.mjs': 'export const handler = async () => 1;'.repeat(20) });
    expect(() => readZip(Buffer.alloc(0))).toThrow('not a zip');
    for (let cut = 1; cut < archive.length; cut += 7)
      expect(() => readZip(archive.subarray(0, cut))).toThrow();
    const flipped = Buffer.from(archive);
    flipped[50] = (flipped[50] ?? 0) ^ 0xff;
    expect(() => readZip(flipped)).toThrow();
  });

  test('refuses a file that unpacks to more than its declared size', () => {
    const archive = zipOf({ bomb: 'x'.repeat(1_000_000) });
    const directory = archive.indexOf('PK\x01\x02');
    archive.writeUInt32LE(10, directory + 24);
    expect(() => readZip(archive)).toThrow();
  });
});
