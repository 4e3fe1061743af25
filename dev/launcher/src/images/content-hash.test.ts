import { mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { contentHash } from './content-hash.ts';

function folder(files: Record<string, string>): string {
  const path = mkdtempSync(join(tmpdir(), 'pn-hash-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

it('is the same for the same contents in another place', () => {
  const files = { Dockerfile: 'FROM a', 'etc/conf': 'x' };
  expect(contentHash([folder(files)])).toBe(contentHash([folder(files)]));
});

it('changes with a file, with its name, and not with what is skipped', () => {
  const path = folder({ a: '1', 'node_modules/b': '1' });
  const before = contentHash([path], ['node_modules']);
  writeFileSync(join(path, 'node_modules/b'), '2');
  expect(contentHash([path], ['node_modules'])).toBe(before);
  renameSync(join(path, 'a'), join(path, 'c'));
  const renamed = contentHash([path], ['node_modules']);
  expect(renamed).not.toBe(before);
  writeFileSync(join(path, 'c'), '2');
  expect(contentHash([path], ['node_modules'])).not.toBe(renamed);
});
