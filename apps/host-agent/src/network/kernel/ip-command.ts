import { z } from 'zod';
import { ProgramError } from '../../system/program-error.ts';
import { carryOut } from '../../system/program-shell.ts';
import { runProgram } from '../../system/run-program.ts';

const links = z.array(z.object({ ifname: z.string().optional() }));

function inside(namespace: string | null): string[] {
  return namespace === null ? [] : ['-n', namespace];
}

/** Carries out lines of `ip` in one process; stops at the first that fails. */
export async function ipBatch(namespace: string | null, lines: readonly string[]): Promise<void> {
  await carryOut('ip', [...inside(namespace), '-batch', '-'], lines);
}

/** What `ip` says when a thing is there already, or gone already. */
export const thereAlready = /File exists/;
export const goneAlready = /Cannot find device|No such device|Cannot open network namespace/;

/** As `ipBatch`, but goes on after a line that fails for the expected reason. */
export async function ipBatchTolerating(
  namespace: string | null,
  lines: readonly string[],
  expected: RegExp,
): Promise<void> {
  try {
    await carryOut('ip', [...inside(namespace), '-force', '-batch', '-'], lines);
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    const complaints = error.stderr
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('Command failed'));
    if (!complaints.every((line) => expected.test(line))) throw error;
  }
}

/** Names of the links of a namespace. */
export async function linkNames(namespace: string | null): Promise<ReadonlySet<string>> {
  const text = await runProgram('ip', [...inside(namespace), '-j', 'link', 'show']);
  return new Set(links.parse(JSON.parse(text || '[]')).flatMap(({ ifname }) => (ifname ? [ifname] : [])));
}
