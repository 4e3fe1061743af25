import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LogFile } from './log-file.ts';

it('keeps the newest lines, and no more than two files of its limit', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'pn-log-'));
  try {
    const path = join(directory, 'dockerd.log');
    // It was there before.
    await writeFile(path, 'x'.repeat(990));
    const log = new LogFile(path, 1000);
    for (let line = 0; line < 1000; line += 1) log.write(`line ${line}\n`);
    const { promise, resolve } = Promise.withResolvers<void>();
    log.end(resolve);
    await promise;
    log.write('too late');
    expect((await readdir(directory)).sort()).toEqual(['dockerd.log', 'dockerd.log.1']);
    const texts = await Promise.all([readFile(`${path}.1`, 'utf8'), readFile(path, 'utf8')]);
    expect(texts[0]?.length).toBeLessThan(1010);
    expect(texts[1]?.length).toBeLessThan(1010);
    const lines = texts.join('').trimEnd().split('\n');
    const first = Number(lines[0]?.slice(5));
    expect(first).toBeGreaterThan(700);
    expect(lines).toEqual(Array.from({ length: 1000 - first }, (_, index) => `line ${first + index}`));
  } finally {
    await rm(directory, { recursive: true });
  }
});
