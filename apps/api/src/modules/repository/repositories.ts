import { fail, ok, type Result } from '@pineapple/core';
import { labFileLimits } from '@pineapple/lab-files';
import {
  type CloneLimits,
  cloneShallow,
  type GitAddress,
  type LabFolder,
  LabFolderError,
  readGitAddress,
  readLabFolder,
} from '@pineapple/lab-folder';
import type { Failure } from '../../graphql/user-errors.ts';
import { ReaderCounts } from '../../live-hosts/reader-counts.ts';

/** Less than the command line allows: an instance clones for all its users. */
const limits: Omit<CloneLimits, 'protocols'> = { seconds: 30, bytes: 25_000_000, isIsolated: true };
const mostAtOnce = 4;

/** The git repositories that the site reads labs from: those that its operator allows. */
export class Repositories {
  /** Below these addresses. */
  readonly sources: readonly string[];
  readonly #ofUsers = new ReaderCounts(1);
  readonly #ofAll = new ReaderCounts(mostAtOnce);

  constructor(sources: readonly string[]) {
    this.sources = sources;
  }

  /** Clones a repository, reads the lab's files, and removes the clone. */
  async read(text: string, userId: string): Promise<Result<LabFolder, Failure>> {
    let address: GitAddress;
    try {
      address = readGitAddress(text, this.sources);
    } catch (error) {
      return fail(refusal(error));
    }
    if (!this.#ofUsers.hasRoom(userId)) return fail(busy('You read a repository already. Wait for it.', 1));
    if (!this.#ofAll.hasRoom('all'))
      return fail(busy('The site reads several repositories now. Try again in a minute.', mostAtOnce));
    const leave = [this.#ofUsers.enter(userId), this.#ofAll.enter('all')];
    try {
      return checkSize(await readClone(address), text);
    } catch (error) {
      return fail(refusal(error));
    } finally {
      for (const each of leave) each();
    }
  }
}

async function readClone(address: GitAddress): Promise<LabFolder> {
  const protocols = [new URL(address.url).protocol.replace(':', '')];
  const { signal } = new AbortController();
  await using clone = await cloneShallow(address, { signal, limits: { ...limits, protocols } });
  return await readLabFolder(clone.path);
}

/** More files than a lab has would not be imported. They are not sent first. */
function checkSize(folder: LabFolder, address: string): Result<LabFolder, Failure> {
  const bytes = folder.files.reduce((sum, { content }) => sum + content.length, 0);
  if (folder.files.length <= labFileLimits.files && bytes <= labFileLimits.bytes) return ok(folder);
  const [url = ''] = address.split('#');
  const most = `${labFileLimits.files} files with ${labFileLimits.bytes / 1_000_000} MB in all`;
  return fail(
    invalid(`There are more than ${most}. Name the folder of the lab, such as ${url}#main:folder.`),
  );
}

function refusal(error: unknown): Failure {
  if (error instanceof LabFolderError) return invalid(error.message);
  throw error;
}

function invalid(message: string): Failure {
  return { kind: 'validation', message, issues: [{ path: ['address'], message }] };
}

function busy(message: string, limit: number): Failure {
  return { kind: 'quota', message, limit, used: limit };
}
