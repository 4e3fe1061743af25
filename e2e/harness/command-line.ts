import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const program = join(import.meta.dirname, '../../apps/cli/src/main.ts');

/** A run of the command line in its own pseudo-terminal. */
interface CommandLine extends Disposable {
  readonly printed: () => string;
  readonly exited: Promise<number | null>;
  type(text: string): void;
  /** The path of its pseudo-terminal, for `stty`. */
  readonly tty: () => string | null;
}

/** Runs `pineapple <args>` in a terminal of 100 columns and 30 rows, then prints the terminal's settings. */
export function runCommandLine(args: readonly string[], env: Readonly<Record<string, string>>): CommandLine {
  const quoted = [process.execPath, program, ...args].map((word) => `'${word}'`).join(' ');
  const script = `stty cols 100 rows 30; echo TTY=$(tty); ${quoted}; code=$?; stty -a | tr ';' '\\n'; exit $code`;
  const child = spawn('script', ['-qefc', script, '/dev/null'], { env: { ...process.env, ...env } });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  return {
    printed: () => printed,
    exited: new Promise((resolve) => child.on('close', resolve)),
    type: (text) => void child.stdin.write(text),
    tty: () => /TTY=(\/dev\/\S+)/.exec(printed)?.[1] ?? null,
    [Symbol.dispose]: () => void child.kill(),
  };
}

/** Runs `pineapple <args>` with standard input from a pipe. */
export async function pipeToCommandLine(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input: string,
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, ...env } });
  const [stdout, stderr] = [text(child.stdout), text(child.stderr)];
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stdout: await stdout, stderr: await stderr };
}
