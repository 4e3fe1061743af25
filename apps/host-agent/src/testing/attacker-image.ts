import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestHost } from './test-host.ts';

const run = promisify(execFile);
const source = fileURLToPath(new URL('attacks.c', import.meta.url));

/**
 * Makes an image of the host that has `attacks.c` as a program, and returns its name.
 * @throws Error when there is no C compiler that links statically, as `apt-get install gcc libc6-dev` gives it
 */
export async function attackerImage(host: TestHost): Promise<string> {
  const files = { 'bin/attacks': await attackProgram() };
  return host.makeImage({ reference: `${host.hostId}/attacker:1`, files });
}

async function attackProgram(): Promise<Buffer> {
  const directory = await mkdtemp(join(tmpdir(), 'pn-attacks-'));
  try {
    const program = join(directory, 'attacks');
    await run('cc', ['-std=gnu11', '-O1', '-static', '-o', program, source]);
    return await readFile(program);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
