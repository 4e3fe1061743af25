import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Child extends Disposable {
  readonly process: ChildProcess;
  /** The first line that it printed. */
  readonly firstLine: string;
}

/** Starts a TypeScript program of this repository in its own process, and waits for its first line. */
export async function startChild(
  program: URL,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Child> {
  const child = spawn(process.execPath, [fileURLToPath(program), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', ...env },
  });
  const started = Promise.withResolvers<string>();
  createInterface({ input: child.stdout }).once('line', started.resolve);
  child.once('error', started.reject);
  child.once('exit', (code) =>
    started.reject(new Error(`${program.pathname} ended with ${code} before it was ready.`)),
  );
  const firstLine = await started.promise;
  return { process: child, firstLine, [Symbol.dispose]: () => void child.kill('SIGKILL') };
}

/** Runs a program to its end and answers what it printed. */
export async function runChild(program: URL, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [fileURLToPath(program), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = Promise.withResolvers<number | null>();
  child.once('error', ended.reject);
  child.once('close', ended.resolve);
  const code = await ended.promise;
  if (code !== 0) throw new Error(`${program.pathname} ended with ${code}.`);
  return Buffer.concat(chunks).toString();
}
