import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { contentHash } from './content-hash.ts';

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pineapple-hash-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src/a.ts'), 'a');
  return folder;
}

it('changes with a file and ignores what is skipped', () => {
  const folder = makeFolder();
  const before = contentHash([folder], ['dist']);
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist/a.js'), 'a');
  expect(contentHash([folder], ['dist'])).toBe(before);
  writeFileSync(join(folder, 'src/a.ts'), 'b');
  expect(contentHash([folder], ['dist'])).not.toBe(before);
});

it('does not follow links between workspaces that form a circle', () => {
  const folder = makeFolder();
  const before = contentHash([folder], ['node_modules']);
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(folder, join(folder, 'node_modules/itself'));
  symlinkSync(folder, join(folder, 'src/itself'));
  expect(contentHash([folder], ['node_modules'])).toBe(before);
});
