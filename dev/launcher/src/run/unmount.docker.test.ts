import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { cleanUpRun } from './clean-up.ts';
import { recordResource } from './owned-resource.ts';

it("unmounts what a killed run's engine left mounted below its data, which stay", async () => {
  const parent = await mkdtemp(join(tmpdir(), 'pn-mounts-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  const [run, data] = [join(parent, 'run'), join(parent, 'data')];
  const inner = join(data, '100000.100000');
  await mkdir(inner, { recursive: true });
  await writeFile(join(inner, 'file'), 'text');
  recordResource(run, { kind: 'mounts', path: data });
  // As dockerd does with its own data.
  execFileSync('mount', ['--bind', inner, inner]);

  await cleanUpRun(run, [process.pid]);
  expect(await readFile('/proc/self/mounts', 'utf8')).not.toContain(parent);
  expect(await readFile(join(inner, 'file'), 'utf8')).toBe('text');
});
