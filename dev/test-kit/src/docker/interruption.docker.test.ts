import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';

const run = promisify(execFile);

/** A run with an engine that has a running container, a host's network namespace and an underlay. */
const program = `
  import { execFileSync } from 'node:child_process';
  import { openTemporaryRun } from '@pineapple/launcher';
  import { IsolatedMachine, makeTinyImage, UnderlaySwitch } from '@pineapple/test-kit/docker';
  const { directory } = await openTemporaryRun();
  const by = await UnderlaySwitch.open();
  const { engine } = await IsolatedMachine.start({ by, address: '10.77.9.1' });
  const { dockerHost, namespace } = engine;
  await makeTinyImage({ dockerHost, reference: 'tiny:1' });
  execFileSync('docker', ['-H', dockerHost, 'run', '-d', '--network=none', 'tiny:1', 'sleep', '86399']);
  console.log(JSON.stringify({ directory, namespace }));
  setInterval(() => {}, 1000);
`;

interface Started {
  readonly directory: string;
  readonly namespace: string;
}

/** The commands of all processes that name any of these texts. */
function commandsWith(...texts: readonly string[]): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()];
      } catch {
        return [];
      }
    })
    .filter((command) => texts.some((text) => command.includes(text)));
}

it.each(['SIGTERM', 'SIGKILL'] as const)(
  'leaves no process, namespace or directory behind when a run with an engine gets %s',
  async (signal) => {
    const TMPDIR = mkdtempSync(join(tmpdir(), 'i-'));
    // Root of a container is an ordinary user, who has to reach the engine's data.
    chmodSync(TMPDIR, 0o711);
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      cwd: import.meta.dirname,
      env: { PATH: process.env['PATH'], TMPDIR },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const { directory, namespace } = JSON.parse(line) as Started;
    const marks = [directory, 'sleep 86399'];
    const programs = commandsWith(...marks).map((command) => command.split(' ', 1)[0] ?? '');
    for (const name of ['dockerd', 'containerd'])
      expect(
        programs.some((path) => path === name || path.endsWith(`/${name}`)),
        name,
      ).toBe(true);

    child.kill(signal);
    // The process that cleans up names the directory too, and ends last.
    await expect.poll(() => commandsWith(...marks)).toEqual([]);
    expect(existsSync(directory)).toBe(false);
    expect((await run('ip', ['netns'])).stdout).not.toContain(namespace);
    expect(readdirSync(TMPDIR)).toEqual([]);
  },
);
