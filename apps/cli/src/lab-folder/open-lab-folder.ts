import { type LabFolder, readLabFolder } from './read-lab-folder.ts';
import { untilInterrupted } from '../until-interrupted.ts';
import { cloneShallow } from './clone.ts';
import { isGitAddress, readGitAddress } from './git-address.ts';

/**
 * Reads the files of a lab from a path of this machine, or from a git repository, whose clone is removed at once.
 *
 * @throws CliError if they can't be read
 */
export async function openLabFolder(given: string): Promise<LabFolder> {
  if (!isGitAddress(given)) return readLabFolder(given);
  using interrupted = untilInterrupted();
  await using clone = await cloneShallow(readGitAddress(given), { signal: interrupted.signal });
  return await readLabFolder(clone.path);
}
