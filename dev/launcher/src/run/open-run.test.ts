import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startTimeOf } from '../proc.ts';

interface Started {
  readonly child: ReturnType<typeof spawn>;
  readonly directory: string;
  /** A process that the run started and did not wait for. */
  readonly stray: number;
  /** A file of the run that is not in its directory. */
  readonly file: string;
}

/** A program with a run of its own in an empty temporary directory. */
async function startProgram(tmp: string, more = ''): Promise<Started> {
  const module = new URL('open-run.ts', import.meta.url).href;
  const file = join(tmp, 'elsewhere');
  const program = `
    import { spawn } from 'node:child_process';
    import { cleanUpOnSignals, openTemporaryRun, ownResource } from '${module}';
    const run = await openTemporaryRun();
    ownResource({ kind: 'path', path: '${file}' });
    const stray = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
    ${more}
    console.log(JSON.stringify({ directory: run.directory, stray: stray.pid }));
    setInterval(() => {}, 1000);
  `;
  const env = { PATH: process.env['PATH'], TMPDIR: tmp };
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  writeFileSync(file, '');
  return { child, file, ...(JSON.parse(line.toString()) as { directory: string; stray: number }) };
}

async function expectNothingLeft({ directory, stray, file }: Started): Promise<void> {
  await expect.poll(() => existsSync(directory)).toBe(false);
  expect(existsSync(file)).toBe(false);
  if (process.platform === 'linux') expect(startTimeOf(stray)).toBeNull();
}

const emptyDirectory = (): string => mkdtempSync(join(tmpdir(), 'pn-empty-'));

describe('a run', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)('leaves nothing behind after %s', async (signal) => {
    const started = await startProgram(emptyDirectory());
    expect(existsSync(started.directory)).toBe(true);
    started.child.kill(signal);
    await expectNothingLeft(started);
  });

  it('is cleaned up before a signal ends its program', async () => {
    const started = await startProgram(emptyDirectory(), 'cleanUpOnSignals(run);');
    const ended = once(started.child, 'exit');
    started.child.kill('SIGTERM');
    expect(await ended).toEqual([143, null]);
    expect(existsSync(started.directory)).toBe(false);
    await expectNothingLeft(started);
  });

  it('is cleaned up by the next run if its reaper was killed too', async () => {
    const tmp = emptyDirectory();
    const stale = join(tmp, 'pn-run-abcdef');
    mkdirSync(stale);
    writeFileSync(join(stale, 'owner'), '4194304 1');
    const next = await startProgram(tmp);
    expect(existsSync(stale)).toBe(false);
    next.child.kill('SIGKILL');
    await expectNothingLeft(next);
    expect(readdirSync(tmp)).toEqual([]);
  });
});
