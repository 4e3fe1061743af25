import {
  cloneShallow,
  isGitAddress,
  type LabFolder,
  LabFolderError,
  readGitAddress,
  readLabFolder,
} from '@pineapple/lab-folder';
import { CliError } from '../cli-error.ts';
import { untilInterrupted } from '../until-interrupted.ts';

/**
 * Reads the files of a lab from a path of this machine, or from a git repository, whose clone is removed at once.
 *
 * @throws CliError if they can't be read
 */
export async function openLabFolder(given: string): Promise<LabFolder> {
  try {
    if (!isGitAddress(given)) return await readLabFolder(given);
    using interrupted = untilInterrupted();
    await using clone = await cloneShallow(readGitAddress(given), { signal: interrupted.signal });
    return await readLabFolder(clone.path);
  } catch (error) {
    if (error instanceof LabFolderError) throw new CliError(error.message, { cause: error });
    throw error;
  }
}
