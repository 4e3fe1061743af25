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

/** Sends an Ethernet frame from `eth0` of a container. */
export async function sendFrame(host: TestHost, containerId: string, frame: Buffer): Promise<void> {
  const escaped = [...frame].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  const script = 'printf "$1" | socat -u STDIN INTERFACE:eth0';
  await runBeside(host, containerId, 'bash', '-c', script, 'bash', escaped);
}

/** Runs a program of this machine, and returns what it prints. */
export async function runHere(program: string, ...args: readonly string[]): Promise<string> {
  return (await run(program, args, { maxBuffer: 64 * 1024 * 1024 })).stdout;
}
