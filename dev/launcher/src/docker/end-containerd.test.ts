import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { endLeftContainerd } from './end-containerd.ts';

const newExecRoot = (): string => mkdtempSync(join(tmpdir(), 'pn-exec-'));

/** Starts a program that repeats what it reads, and records its number as that of a containerd. */
function record(execRoot: string, argument: string) {
  const child = spawn(process.execPath, ['-e', 'process.stdin.pipe(process.stdout)', argument]);
  onTestFinished(() => void child.kill('SIGKILL'));
  // It may be gone.
  child.stdin.on('error', () => undefined);
  mkdirSync(join(execRoot, 'containerd'));
  const pidFile = join(execRoot, 'containerd/containerd.pid');
  writeFileSync(pidFile, String(child.pid));
  const answer = Promise.race([
    once(child.stdout, 'data').then(([text]: Buffer[]) => text?.toString()),
    once(child, 'exit').then(() => 'ended'),
  ]);
  return { child, pidFile, answer };
}

describe.runIf(process.platform === 'linux')('before dockerd starts again', () => {
  it('ends the containerd that outlived it', async () => {
    const execRoot = newExecRoot();
    const { pidFile, answer } = record(execRoot, join(execRoot, 'containerd/containerd.toml'));
    endLeftContainerd(execRoot);
    expect(await answer).toBe('ended');
    expect(existsSync(pidFile)).toBe(false);
  });

  it('leaves alone another process that got the number of its containerd', async () => {
    const execRoot = newExecRoot();
    const { child, pidFile, answer } = record(execRoot, 'something else');
    endLeftContainerd(execRoot);
    child.stdin.write('alive');
    expect(await answer).toBe('alive');
    expect(existsSync(pidFile)).toBe(false);
  });

  it('does nothing when dockerd was never started there', () => {
    expect(() => endLeftContainerd(newExecRoot())).not.toThrow();
  });
});
