import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ProgramShell } from './program-shell.ts';
import { ProgramError } from './run-program.ts';

async function failure(running: Promise<unknown>): Promise<ProgramError> {
  const error: unknown = await running.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ProgramError)) throw new Error(`Expected a ProgramError, got ${String(error)}`);
  return error;
}

async function makeScene() {
  const directory = await mkdtemp(join(tmpdir(), 'pn-shell-'));
  const shell = new ProgramShell();
  return {
    shell,
    file: join(directory, 'file'),
    async [Symbol.asyncDispose]() {
      shell.close();
      await rm(directory, { recursive: true });
    },
  };
}

it('passes arguments and input to the program unchanged', async () => {
  await using scene = await makeScene();
  const hostile = [`it's`, '"$HOME"', '`id`', '$(id)', '', '-n', 'two\nlines', '\\'];
  const input = ['$HOME `id` $(id)', '', `'; exit 3`, '\\'];

  const script = 'printf "%s|" "$@" > "$0"; cat >> "$0"';
  await scene.shell.run('sh', ['-c', script, scene.file, ...hostile], input);

  const expected = `${hostile.join('|')}|${input.join('\n')}\n`;
  await expect(readFile(scene.file, 'utf8')).resolves.toBe(expected);
});

it('returns the line that a program prints, and the status of one that failed', async () => {
  await using scene = await makeScene();

  const hostile = `[{"name":"it's  \\n $(id) %s"}]`;
  await expect(scene.shell.readLine('printf', ['%s\n', hostile])).resolves.toBe(hostile);
  await expect(scene.shell.readLine('true', [])).resolves.toBe('');
  const error = await failure(scene.shell.readLine('sh', ['-c', 'echo out; exit 7']));
  expect(error.message).toContain('sh exited with status 7');
});

it('reports the status of a program that failed, and each line of its error output', async () => {
  await using scene = await makeScene();

  const error = await failure(scene.shell.run('sh', ['-c', 'echo out; echo one >&2; echo two >&2; exit 7']));

  expect(error).toMatchObject({ message: 'sh exited with status 7: one\ntwo', stderr: 'one\ntwo' });
});

it('reports every failed line of a long batch', async () => {
  await using scene = await makeScene();
  const complaints = Array.from({ length: 500 }, (_, index) => `Cannot find device "pb${index}"`);

  const error = await failure(scene.shell.run('sh', ['-c', 'cat >&2; exit 1'], complaints));

  expect(error.stderr.split('\n')).toEqual(complaints);
});

it('cuts off endless error output, and runs the next program', async () => {
  await using scene = await makeScene();

  const first = failure(scene.shell.run('sh', ['-c', 'head -c 300000 /dev/zero | tr "\\0" x >&2; exit 1']));
  const second = scene.shell.run('true', []);

  expect((await first).stderr).toBe('x'.repeat(64 * 1024));
  await expect(second).resolves.toBeUndefined();
});

it('reports a program that does not exist', async () => {
  await using scene = await makeScene();
  const error = await failure(scene.shell.run('pineapple-nonsense', []));
  expect(error.stderr).toMatch(/pineapple-nonsense: (command )?not found/);
});

it('runs programs one after another', async () => {
  await using scene = await makeScene();
  const append = (word: string, pause: string) =>
    scene.shell.run('sh', ['-c', `sleep ${pause}; echo ${word} >> "$0"`, scene.file]);

  await Promise.all([append('first', '0.2'), append('second', '0'), append('third', '0')]);

  await expect(readFile(scene.file, 'utf8')).resolves.toBe('first\nsecond\nthird\n');
});

it('survives SIGTERM and SIGINT, because the agent still needs it while it stops', async () => {
  await using scene = await makeScene();
  const script = 'kill -TERM "$PPID"; kill -INT "$PPID"; echo done > "$0"';

  await scene.shell.run('sh', ['-c', script, scene.file]);

  await expect(readFile(scene.file, 'utf8')).resolves.toBe('done\n');
  await expect(scene.shell.run('true', [])).resolves.toBeUndefined();
});

it('rejects what a killed shell had to run, and starts another shell for the next program', async () => {
  await using scene = await makeScene();

  const killed = failure(scene.shell.run('sh', ['-c', 'kill -9 "$PPID"; sleep 1']));
  const behind = failure(scene.shell.run('true', []));

  await expect(killed).resolves.toMatchObject({ message: expect.stringContaining('SIGKILL') as string });
  await expect(behind).resolves.toMatchObject({ message: expect.stringContaining('SIGKILL') as string });
  await expect(scene.shell.run('true', [])).resolves.toBeUndefined();
});

it('goes on when a program prints or has ended, and leaves it running', async () => {
  await using scene = await makeScene();
  const fifo = `${scene.file}.fifo`;
  await scene.shell.run('mkfifo', [fifo]);

  const script = `read -r given; echo "$given"; echo more; read -r _ <"$0"; cat >"$0.given"`;
  await scene.shell.begin('sh', ['-c', script, fifo], ["it's $HOME", 'the rest']);
  // Waits until the program reads, so it still runs here.
  await scene.shell.run('sh', ['-c', 'echo >"$0"', fifo]);
  await expect.poll(() => readFile(`${fifo}.given`, 'utf8').catch(() => '')).toBe('the rest\n');

  await scene.shell.begin('sh', ['-c', 'exit 3'], []);
  await expect(scene.shell.run('true', [])).resolves.toBeUndefined();
});
