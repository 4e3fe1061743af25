import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { text } from 'node:stream/consumers';
import { gitEnvironment, isolatedGitEnvironment } from '@pineapple/config';
import { LabFolderError } from './lab-folder-error.ts';
import type { GitAddress } from './git-address.ts';

export interface CloneLimits {
  /** What git may use, by its names. */
  readonly protocols: readonly string[];
  readonly seconds: number;
  /** Of what is received, and of the files, each. */
  readonly bytes: number;
  /** Whether the settings and passwords of this machine's git do not count, and no server may send it elsewhere. */
  readonly isIsolated: boolean;
}

export const cloneLimits: CloneLimits = {
  protocols: ['https', 'ssh'],
  seconds: 120,
  bytes: 100_000_000,
  isIsolated: false,
};

/** A clone, until it is disposed of. */
export interface Clone extends AsyncDisposable {
  /** The file or folder that was named. */
  readonly path: string;
}

/** Nothing that the repository or a template brings is run, and git fetches nothing but this one commit. */
const settings = [
  ...['core.hooksPath=/dev/null', 'core.fsmonitor=false', 'submodule.recurse=false'],
  // Large files are no configuration.
  ...['filter.lfs.smudge=', 'filter.lfs.process=', 'filter.lfs.required=false'],
].flatMap((setting) => ['-c', setting]);

const isolatedSettings = ['http.followRedirects=false', 'core.symlinks=false', 'credential.helper='].flatMap(
  (setting) => ['-c', setting],
);
const isolatedEnvironment = {
  ...{ GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_ASKPASS: 'true', HOME: '/nonexistent' },
};

/**
 * Clones the last commit of a branch into a temporary folder.
 *
 * @throws LabFolderError with git's own words, after the time limit, for too large a repository, and if the path is not in it
 */
export async function cloneShallow(
  { url, ref, path }: GitAddress,
  { signal, limits = cloneLimits }: { readonly signal: AbortSignal; readonly limits?: CloneLimits },
): Promise<Clone> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'pineapple-git-')));
  const remove = (): Promise<void> => rm(root, { recursive: true, force: true });
  try {
    const found = await cloneInto(root, { url, ref, path }, { signal, limits });
    return { path: found, [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** @returns the path of the file or folder that was named */
async function cloneInto(
  root: string,
  { url, ref, path }: GitAddress,
  { signal, limits }: { readonly signal: AbortSignal; readonly limits: CloneLimits },
): Promise<string> {
  const git = (...args: readonly string[]) =>
    runGit([...settings, ...(limits.isIsolated ? isolatedSettings : []), ...args], {
      url,
      root,
      signal,
      limits,
    });
  const branch = ref === null ? [] : ['--branch', ref];
  const shallow = [
    '--depth',
    '1',
    '--single-branch',
    '--no-tags',
    '--no-checkout',
    '--no-recurse-submodules',
  ];
  await git('clone', '--progress', '--template=', ...shallow, ...branch, '--', url, 'lab');
  const listed = await git('-C', 'lab', 'ls-tree', '-r', '-l', '-z', 'HEAD');
  const bytes = [...listed.matchAll(/(?:^|\0)\d+ blob \w+ +(\d+)\t/g)].reduce(
    (sum, [, size]) => sum + Number(size),
    0,
  );
  if (bytes > limits.bytes) throw tooLarge(url, limits);
  await git('-C', 'lab', 'checkout', '--quiet', 'HEAD');
  const wanted = join(root, 'lab', path);
  const found = await realpath(wanted).catch(() => null);
  if (found === null) throw new LabFolderError(`${url} has no "${path}"${ref === null ? '' : ` in ${ref}`}.`);
  if (found !== join(root, 'lab') && !found.startsWith(join(root, 'lab') + sep))
    throw new LabFolderError(`"${path}" of ${url} is a symbolic link that leads out of the repository.`);
  return found;
}

interface GitRun {
  readonly url: string;
  readonly root: string;
  readonly signal: AbortSignal;
  readonly limits: CloneLimits;
}

async function runGit(args: readonly string[], { url, root, signal, limits }: GitRun): Promise<string> {
  const child = spawn('git', args, {
    cwd: root,
    env: environmentOf(limits),
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill();
  }, limits.seconds * 1_000);
  let isTooLarge = false;
  child.stderr.on('data', (piece: Buffer) => {
    if (receivedBytes(piece.toString()) <= limits.bytes) return;
    isTooLarge = true;
    child.kill();
  });
  const [out, err, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended(child).finally(() => clearTimeout(timer)),
  ]);
  if (status === 0) return out;
  if (isTooLarge) throw tooLarge(url, limits);
  if (signal.aborted) throw new LabFolderError(`Cloning ${url} was interrupted.`);
  if (isLate) throw new LabFolderError(`Cloning ${url} took longer than ${limits.seconds} s.`);
  throw new LabFolderError(`git could not clone ${url}: ${lastLines(err)}`);
}

function environmentOf({ protocols, isIsolated }: CloneLimits): NodeJS.ProcessEnv {
  if (!isIsolated) return gitEnvironment(protocols);
  return { ...isolatedGitEnvironment(protocols), ...isolatedEnvironment };
}

/** Resolves to the exit status, null for a signal. @throws LabFolderError without git */
function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.on('close', (status) => resolve(status));
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT')
        reject(new LabFolderError('git is not installed. Install it, or clone the repository yourself.'));
      else if (error.name !== 'AbortError') reject(error);
    });
  });
}

/** What git says that it received so far, such as `Receiving objects: 45% (9/20), 12.30 MiB | 5 MiB/s`. */
export function receivedBytes(progress: string): number {
  const units: Readonly<Record<string, number>> = { KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };
  const sizes = [...progress.matchAll(/\), (\d+(?:\.\d+)?) ([KMG]iB)/g)].map(
    ([, number, unit = '']) => Number(number) * (units[unit] ?? 1),
  );
  return Math.max(0, ...sizes);
}

function tooLarge(url: string, { bytes }: CloneLimits): LabFolderError {
  return new LabFolderError(
    `${url} has more than ${bytes / 1_000_000} MB. Clone it yourself, and name the folder of the lab.`,
  );
}

/** What went wrong, without the progress before it. */
function lastLines(err: string): string {
  const lines = err
    .split(/[\r\n]+/)
    .filter((line) => /^(fatal|error|remote|ssh|warning): |denied|refused/i.test(line));
  return lines.slice(-3).join(' ').slice(0, 500) || 'it failed';
}
