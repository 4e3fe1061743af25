import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SupervisedProcess, type ProcessSpec } from './supervised-process.ts';

function specOf(script: string, extra: Partial<ProcessSpec> = {}): ProcessSpec {
  return {
    name: 'child',
    command: [process.execPath, '-e', script],
    env: { PATH: process.env['PATH'] },
    logFile: join(mkdtempSync(join(tmpdir(), 'pn-supervised-')), 'child.log'),
    readyWhen: /ready (\d+)/,
    ...extra,
  };
}

const stays = 'console.log("ready " + process.pid); setInterval(() => {}, 1000);';

it('keeps the text of the line that reported readiness', async () => {
  await using child = await SupervisedProcess.start(specOf(stays));
  expect(Number(child.readyMatch(1))).toBe(child.pid);
});

it('starts the process again when it is killed', async () => {
  const restarted = Promise.withResolvers<string>();
  await using child = await SupervisedProcess.start(specOf(stays), restarted.resolve);
  const first = child.pid;
  child.kill('SIGKILL');
  expect(await restarted.promise).toContain('SIGKILL');
  await expect.poll(() => child.pid).toBeTypeOf('number');
  expect(child.pid).not.toBe(first);
});

it('says what the process printed when it ends before it is ready', async () => {
  const started = SupervisedProcess.start(specOf('console.error("no such table"); process.exit(3)'));
  await expect(started).rejects.toThrow(/child ended \(3\) before it was ready:\nno such table/);
});

it('gives up on a process that is never ready', async () => {
  const started = SupervisedProcess.start(specOf('setInterval(() => {}, 1000)', { startTimeoutMs: 300 }));
  await expect(started).rejects.toThrow(/was not ready after 0.3 s/);
});

it('kills a process that ignores SIGTERM, and does not start it again', async () => {
  const stubborn = `process.on("SIGTERM", () => {}); ${stays}`;
  const restarts: string[] = [];
  const child = await SupervisedProcess.start(specOf(stubborn, { stopTimeoutMs: 200 }), (reason) =>
    restarts.push(reason),
  );
  const { pid = 0 } = child;
  await child[Symbol.asyncDispose]();
  expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
  expect(restarts).toEqual([]);
});

it('writes the output of the process to its log', async () => {
  const spec = specOf(stays);
  const child = await SupervisedProcess.start(spec);
  const line = `ready ${child.pid}`;
  await child[Symbol.asyncDispose]();
  await expect.poll(() => readFileSync(spec.logFile, 'utf8')).toContain(line);
});
