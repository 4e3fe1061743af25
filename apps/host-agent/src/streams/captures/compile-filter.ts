import { execFile } from 'node:child_process';
import type { CaptureRequest } from '@pineapple/host-link/capture';
import { StreamRefusal } from '../stream-refusal.ts';
import { compileArguments } from './capture-command.ts';

/** Longer than any filter takes. A name in a filter is looked up, which can take longer. */
const timeoutMs = 5_000;
/** The kernel takes 4096, and the capture program has some of its own. */
const mostInstructions = 3000;
const instructionBytes = 8;
/** Not the agent's environment, which has credentials. */
export const bareEnvironment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
} as const;

/**
 * The filter of a request as instructions of the kernel (struct sock_filter); empty for no filter.
 * @throws StreamRefusal with the compiler's reason
 */
export async function compileFilter({
  filter,
  snapLength,
}: Pick<CaptureRequest, 'filter' | 'snapLength'>): Promise<Buffer> {
  if (filter === null) return Buffer.alloc(0);
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const options = { env: bareEnvironment, timeout: timeoutMs, maxBuffer: 1024 * 1024 };
  execFile('tcpdump', compileArguments(filter, snapLength), options, (error, output, errorOutput) => {
    if (error === null) resolve(output);
    else reject(explain(error, errorOutput, filter));
  });
  return toInstructions(await promise);
}

function explain(
  error: { readonly code?: unknown; readonly killed?: boolean },
  errorOutput: string,
  filter: string,
): StreamRefusal {
  if (error.code === 'ENOENT')
    return new StreamRefusal(
      'UNSUPPORTED',
      'This host has no tcpdump, which compiles filters. Install the package tcpdump on it.',
    );
  if (error.killed === true)
    return new StreamRefusal(
      'FILTER',
      'The filter takes too long to compile. Use addresses instead of names in it.',
    );
  return new StreamRefusal(
    'FILTER',
    `The filter "${filter.slice(0, 200)}" does not compile: ${lastWords(errorOutput)}.`,
  );
}

/** The message of the last line that the compiler wrote about itself. */
function lastWords(errorOutput: string): string {
  const lines = errorOutput.split('\n').filter((line) => line.startsWith('tcpdump: '));
  const words = (lines.at(-1) ?? errorOutput)
    .replace('tcpdump: ', '')
    .replace("can't parse filter expression: ", '');
  return words.trim().slice(0, 300) || 'it gave no reason';
}

/** @param printed the number of instructions, and a line of four numbers for each */
function toInstructions(printed: string): Buffer {
  const lines = printed.trim().split('\n').slice(1);
  if (lines.length > mostInstructions)
    throw new StreamRefusal(
      'FILTER',
      `The filter has ${lines.length} instructions, too many for the kernel.`,
    );
  const bytes = Buffer.alloc(lines.length * instructionBytes);
  for (const [index, line] of lines.entries()) {
    const [code = 0, whenTrue = 0, whenFalse = 0, value = 0] = line.split(' ').map(Number);
    const at = index * instructionBytes;
    // The agent's machines are all little-endian.
    bytes.writeUInt16LE(code, at);
    bytes.writeUInt8(whenTrue, at + 2);
    bytes.writeUInt8(whenFalse, at + 3);
    bytes.writeUInt32LE(value, at + 4);
  }
  return bytes;
}
