import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { captureMark, endLeftCaptures } from './left-captures.ts';

it('ends the programs that an agent left, and no others', async () => {
  const [own, other] = [`/tmp/${randomUUID()}`, `/tmp/${randomUUID()}`];
  const start = (stateDir: string) => {
    // It runs until its input ends.
    const child = spawn('cat', [], { env: { PATH: process.env['PATH'], ...captureMark(stateDir) } });
    return { child, spawned: once(child, 'spawn'), closed: once(child, 'close') };
  };
  const [left, stays] = [start(own), start(other)];
  await Promise.all([left.spawned, stays.spawned]);
  expect(await endLeftCaptures(own)).toBe(1);
  expect(await left.closed).toEqual([null, 'SIGKILL']);
  expect(await endLeftCaptures(own)).toBe(0);
  stays.child.stdin.end();
  expect(await stays.closed).toEqual([0, null]);
});
