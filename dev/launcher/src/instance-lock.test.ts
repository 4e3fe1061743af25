import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { lockDataDirectory } from './instance-lock.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'pn-lock-'));

it('keeps a second launcher off the same data and names the first', () => {
  const dataDir = folder();
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  try {
    writeFileSync(join(dataDir, 'launcher.pid'), String(other.pid));
    expect(() => lockDataDirectory(dataDir)).toThrow(new RegExp(`process ${other.pid}.*PINEAPPLE_DATA_DIR`));
  } finally {
    other.kill('SIGKILL');
  }
});

it('takes over from a launcher that died', () => {
  const dataDir = folder();
  writeFileSync(join(dataDir, 'launcher.pid'), '4194304');
  using _ = lockDataDirectory(dataDir);
  expect(existsSync(join(dataDir, 'launcher.pid'))).toBe(true);
});

it('releases the data at the end', () => {
  const dataDir = folder();
  lockDataDirectory(dataDir)[Symbol.dispose]();
  expect(existsSync(join(dataDir, 'launcher.pid'))).toBe(false);
});
