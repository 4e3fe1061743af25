import { createReadStream, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { ensurePrograms } from '../docker/debian-packages.ts';
import { isRootOnLinux, type Environment } from '../machine.ts';
import type { Progress } from '../progress.ts';
import { mustRun } from '../processes/run-command.ts';
import { ownResource, runEnvironment } from '../run/open-run.ts';
import { removeDirectory } from '../run/remove-directory.ts';
import { SetupError } from '../setup-error.ts';
import { buildImage, drain, sourceLabel } from './build-image.ts';

export const upstream = 'debian:bookworm-slim';
const pullTimeoutMs = 120_000;

/** Whether the upstream image exists or can be pulled. */
export async function havePulled(docker: Docker): Promise<boolean> {
  try {
    await docker.getImage(upstream).inspect();
    return true;
  } catch {
    try {
      const stream = await docker.pull(upstream, { abortSignal: AbortSignal.timeout(pullTimeoutMs) });
      await drain(docker, stream);
      return true;
    } catch {
      return false;
    }
  }
}

/** Builds the base image from Debian's packages alone, for machines that reach no image registry. */
async function bootstrap(
  docker: Docker,
  folder: string,
  tag: string,
  hash: string,
  environment: Environment,
): Promise<void> {
  const packages = readFileSync(join(folder, 'packages.txt'), 'utf8').trim().split('\n');
  const work = mkdtempSync(join(tmpdir(), 'pineapple-base-'));
  using _ = ownResource({ kind: 'path', path: work });
  const archive = join(work, 'base.tar');
  try {
    await mustRun(
      'mmdebstrap',
      [
        '--variant=minbase',
        `--include=${[...packages, 'tcc'].join(',')}`,
        ...['doc', 'man', 'locale', 'info'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
        // What is not whole after a crash is built again, so nothing has to reach the disk at once.
        '--dpkgopt=force-unsafe-io',
        '--aptopt=Acquire::Languages "none"',
        '--customize-hook=mkdir -p "$1/tmp/pineapple"',
        '--customize-hook=copy-in capability-filter.c setup.sh /tmp/pineapple',
        '--customize-hook=chroot "$1" sh /tmp/pineapple/setup.sh',
        '--customize-hook=rm -rf "$1/tmp/pineapple"',
        'bookworm',
        archive,
      ],
      { cwd: folder, env: { ...environment, ...runEnvironment(), TMPDIR: work } },
    );
    const [repository, version] = tag.split(':');
    const stream = await docker.importImage(createReadStream(archive), {
      repo: repository,
      tag: version,
      changes: `LABEL ${sourceLabel}=${hash}`,
    });
    await drain(docker, stream);
  } finally {
    removeDirectory(work);
  }
}

/**
 * Builds the image that all catalogue images are built on.
 * @throws SetupError when no registry answers and Debian's packages cannot be used here either.
 */
export async function buildBaseImage(
  docker: Docker,
  folder: string,
  tag: string,
  hash: string,
  environment: Environment,
  progress: Progress,
): Promise<void> {
  if (await progress.step(`Looking for ${upstream}`, () => havePulled(docker))) {
    await progress.step('Building the base image', () => buildImage(docker, folder, tag, hash));
    return;
  }
  if (!isRootOnLinux()) {
    throw new SetupError(
      `The image ${upstream} cannot be pulled, and building it from Debian's packages needs root on Debian or Ubuntu. Check the network and run: docker pull ${upstream}`,
    );
  }
  await ensurePrograms({ mmdebstrap: 'mmdebstrap' }, environment, progress);
  await progress.step("Building the base image from Debian's packages (about a minute, once)", () =>
    bootstrap(docker, folder, tag, hash, environment),
  );
}
