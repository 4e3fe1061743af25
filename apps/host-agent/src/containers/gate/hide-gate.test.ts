import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { hideGate } from './hide-gate.ts';

const onLinux = it.runIf(process.platform === 'linux');

/** A process with these arguments; its arguments as others see them. */
async function start(...args: readonly string[]) {
  const program = 'console.log("runs"); setInterval(() => {}, 1000)';
  const child = spawn(process.execPath, ['-e', program, '--', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  const pid = child.pid ?? 0;
  const seen = async (): Promise<string[]> => {
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
    while (words.at(-1) === '') words.pop();
    return words.slice(words.indexOf('--') + 1);
  };
  return { pid, seen };
}

onLinux('takes the gate out of the arguments and leaves the others', async () => {
  const { pid, seen } = await start('/.pineapple/gate', 'sleep', 'a b', '/.pineapple/gate');
  await hideGate(pid, '/.pineapple/gate');
  expect(await seen()).toEqual(['sleep', 'a b', '/.pineapple/gate']);
});

onLinux('leaves alone arguments without the gate', async () => {
  const { pid, seen } = await start('sleep', '/.pineapple/gate', '/.pineapple/gatex');
  await hideGate(pid, '/.pineapple/gate');
  expect(await seen()).toEqual(['sleep', '/.pineapple/gate', '/.pineapple/gatex']);
});

onLinux('fails for a process that is gone', async () => {
  await expect(hideGate(2 ** 22 + 1, '/.pineapple/gate')).rejects.toThrow('ENOENT');
});
