import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SupervisedProcess, type ProcessSpec } from './supervised-process.ts';

function specOf(script: string, extra: Partial<ProcessSpec> = {}): ProcessSpec {
  return {
    name: 'child',
    command: process.execPath,
    args: ['-e', script],
    env: { PATH: process.env['PATH'] },
    logFile: join(mkdtempSync(join(tmpdir(), 'pn-supervised-')), 'child.log'),
    readyWhen: /ready (\d+)/,
    ...extra,
  };
}

const stays = 'console.log("ready " + process.pid); setInterval(() => {}, 1000);';

it('resolves the start with what the line of readiness said', async () => {
  const { process: child, ready } = await SupervisedProcess.start(specOf(stays));
  await using _ = child;
  expect(Number(ready[1])).toBe(child.pid);
});

it('starts the process again when it is killed', async () => {
  const restarted = Promise.withResolvers<string>();
  const { process: child, ready } = await SupervisedProcess.start(specOf(stays), restarted.resolve);
  await using _ = child;
  child.kill('SIGKILL');
  expect(await restarted.promise).toContain('SIGKILL');
  await expect.poll(() => child.pid).toBeTypeOf('number');
  expect(child.pid).not.toBe(Number(ready[1]));
});

it('says what the process printed when it ends before it is ready', async () => {
  const started = SupervisedProcess.start(specOf('console.error("no such table"); process.exit(3)'));
  await expect(started).rejects.toThrow(/child ended \(3\) before it was ready:\nno such table/);
});

it('gives up on a process that is never ready', async () => {
  const started = SupervisedProcess.start(specOf('setInterval(() => {}, 1000)', { startTimeoutMs: 300 }));
  await expect(started).rejects.toThrow(/was not ready in time/);
});

it('kills a process that does not heed SIGTERM, and does not start it again', async () => {
  const stubborn = `process.on("SIGTERM", () => {}); ${stays}`;
  const restarts: string[] = [];
  const { process: child, ready } = await SupervisedProcess.start(
    specOf(stubborn, { stopTimeoutMs: 200 }),
    (reason) => restarts.push(reason),
  );
  await child[Symbol.asyncDispose]();
  expect(() => process.kill(Number(ready[1]), 0)).toThrow(/ESRCH/);
  expect(restarts).toEqual([]);
});

it('keeps what the process prints in its log', async () => {
  const spec = specOf(stays);
  const { process: child, ready } = await SupervisedProcess.start(spec);
  await child[Symbol.asyncDispose]();
  await expect.poll(() => readFileSync(spec.logFile, 'utf8')).toContain(`ready ${ready[1]}`);
});
