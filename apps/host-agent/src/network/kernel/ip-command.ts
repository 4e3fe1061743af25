import { z } from 'zod';
import { beginInShell, runInShell } from '../../system/program-shell.ts';
import { ProgramError, runProgram } from '../../system/run-program.ts';

const links = z.array(z.object({ ifname: z.string().optional() }));

function inside(namespace: string | null): string[] {
  return namespace === null ? [] : ['-n', namespace];
}

/** Runs lines of `ip` in one process; stops at the first that fails. */
export async function ipBatch(namespace: string | null, lines: readonly string[]): Promise<void> {
  await runInShell('ip', [...inside(namespace), '-batch', '-'], lines);
}

/** Errors of `ip` about things that exist already, or no longer exist. */
export const alreadyThere = /File exists/;
export const alreadyGone = /Cannot find device|No such device|Cannot open network namespace/;
/** What `ip link show` says of a link that is not there. */
const notThere = /does not exist|Cannot open network namespace/;

/** Like `ipBatch`, but continues after lines that fail with an expected error. */
export async function ipBatchTolerating(
  namespace: string | null,
  lines: readonly string[],
  expected: RegExp,
): Promise<void> {
  try {
    await runInShell('ip', [...inside(namespace), '-force', '-batch', '-'], lines);
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    const errors = error.stderr
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('Command failed'));
    if (!errors.every((line) => expected.test(line))) throw error;
  }
}

/**
 * Deletes a link, if it is there. Returns once it is gone: the kernel goes on for 20 ms and more until nothing refers to it,
 * and `ip` waits for that. The look whether it is gone starts when the deletion does, and the kernel answers it after that.
 */
export async function deleteLink(namespace: string, link: string): Promise<void> {
  await beginInShell(
    'ip',
    [...inside(namespace), '-batch', '-'],
    [`link show dev ${link}`, `link del ${link}`],
  );
  if (!(await hasLink(namespace, link))) return;
  // It was slower than the look, or failed: once more, for its errors.
  await ipBatchTolerating(namespace, [`link del ${link}`], alreadyGone);
}

async function hasLink(namespace: string, link: string): Promise<boolean> {
  try {
    await runInShell('ip', [...inside(namespace), 'link', 'show', 'dev', link]);
    return true;
  } catch (error) {
    if (error instanceof ProgramError && notThere.test(error.stderr)) return false;
    throw error;
  }
}

/** Names of the links in a namespace. */
export async function linkNames(namespace: string | null): Promise<ReadonlySet<string>> {
  const text = await runProgram('ip', [...inside(namespace), '-j', 'link', 'show']);
  return new Set(links.parse(JSON.parse(text || '[]')).flatMap(({ ifname }) => (ifname ? [ifname] : [])));
}
