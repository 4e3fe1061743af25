import { chmodSync, mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDataDirectory } from './data-directory.ts';
import { lockDataDirectory } from './instance-lock.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'pn-data-'));
const modeOf = (path: string): number => statSync(path).mode & 0o7777;

it('keeps other users out of a new data directory', () => {
  const dataDir = join(folder(), 'data');
  using _ = lockDataDirectory(dataDir);
  expect(modeOf(dataDir)).toBe(0o700);
  expect(modeOf(join(dataDir, 'aws'))).toBe(0o700);
});

it('closes a data directory that an earlier version left open', () => {
  const dataDir = folder();
  mkdirSync(join(dataDir, 'aws'));
  for (const path of [dataDir, join(dataDir, 'aws')]) chmodSync(path, 0o755);
  openDataDirectory(dataDir);
  expect(modeOf(dataDir)).toBe(0o700);
  expect(modeOf(join(dataDir, 'aws'))).toBe(0o700);
});

it('refuses a directory that users share, and leaves it as it is', () => {
  const dataDir = folder();
  chmodSync(dataDir, 0o1777);
  expect(() => openDataDirectory(dataDir)).toThrow(`${dataDir} is shared`);
  expect(modeOf(dataDir)).toBe(0o1777);
});
