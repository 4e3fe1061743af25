import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { TestHost } from './test-host.ts';
import { firstProcess } from './witness.ts';

const run = promisify(execFile);

/** Runs a program of this machine in a container's network namespace, and returns what it prints. */
export async function runBeside(
  host: TestHost,
  containerId: string,
  ...command: readonly string[]
): Promise<string> {
  const pid = await firstProcess(host, containerId);
  return (await run('nsenter', [`--net=/proc/${pid}/ns/net`, ...command])).stdout;
}

/** Runs a program of this machine, and returns what it prints. */
export async function runHere(program: string, ...args: readonly string[]): Promise<string> {
  return (await run(program, args, { maxBuffer: 64 * 1024 * 1024 })).stdout;
}
