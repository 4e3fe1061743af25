import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type Docker from 'dockerode';
import { agentProgram } from '../builds/agent-program.ts';
import { bundleProgram, type ProgramFile } from '../builds/bundle-program.ts';
import { packageFiles, type PinnedPackage, runtimes } from '../builds/registry-package.ts';
import { havePulled, upstream } from '../images/base-image.ts';
import { buildImage, builtFrom, sourceLabel } from '../images/build-image.ts';
import type { Progress } from '../progress.ts';
import { repositoryRoot } from '../repository-root.ts';
import { ownResource } from '../run/open-run.ts';
import { removeDirectory } from '../run/remove-directory.ts';
import { SetupError } from '../setup-error.ts';

export const hostImage = 'pineapple/host-machine:1';

const dockerfile = join(import.meta.dirname, 'Dockerfile');
const cache = join(repositoryRoot, 'node_modules/.cache/pineapple-release');

/** Docker's name of an architecture, as npm's packages of Node call it. */
const architectures: Readonly<Record<string, string>> = {
  x86_64: 'x64',
  amd64: 'x64',
  aarch64: 'arm64',
  arm64: 'arm64',
};

/** Node for the machine that Docker runs on, which may be another kind than this one. */
async function runtimeFor(docker: Docker): Promise<PinnedPackage> {
  const { Architecture } = (await docker.info()) as { Architecture: string };
  const runtime = runtimes.find(({ name }) => name === `node-linux-${architectures[Architecture]}`);
  if (runtime) return runtime;
  throw new SetupError(
    `This Docker runs on ${Architecture}, and hosts run on x86-64 and 64-bit ARM. Set DOCKER_HOST to another Docker.`,
  );
}

async function programFiles(): Promise<ProgramFile[]> {
  const entry = 'dev/launcher/src/host-container/inside/main.ts';
  const [host, agent] = await Promise.all([
    bundleProgram(repositoryRoot, entry, 'host'),
    agentProgram(repositoryRoot),
  ]);
  const agentFiles = agent.files.map((file) => ({ ...file, path: `agent/${file.path}` }));
  return [...host.files, ...agentFiles, { path: 'Dockerfile', content: readFileSync(dockerfile) }];
}

/**
 * Builds the image of hosts if it is missing or out of date.
 * @throws SetupError when Docker has no base image and can't pull it
 */
export async function ensureHostImage(docker: Docker, dockerHost: string, progress: Progress): Promise<void> {
  const runtime = await runtimeFor(docker);
  const files = await programFiles();
  const hash = createHash('sha256').update(runtime.integrity);
  for (const { path, content } of files) hash.update(path).update('\0').update(content).update('\0');
  const source = hash.digest('hex').slice(0, 16);
  if ((await builtFrom(docker, hostImage)) === source) return;
  if (!(await progress.step(`Looking for ${upstream}`, () => havePulled(docker)))) {
    throw new SetupError(
      `The Docker at ${dockerHost} has no image ${upstream} and cannot pull it. Run docker pull ${upstream} where a registry is reachable, then docker save ${upstream} there and docker load here.`,
    );
  }
  await progress.step('Building the image of the host', async () => {
    const node = (await packageFiles(runtime, cache)).find(({ path }) => path === 'bin/node');
    if (!node) throw new Error(`${runtime.name} has no bin/node.`);
    const context = mkdtempSync(join(tmpdir(), 'pineapple-host-'));
    using _ = ownResource({ kind: 'path', path: context });
    try {
      writeFiles(context, [...files, { ...node, path: 'node' }]);
      await buildImage(docker, context, hostImage, source);
    } finally {
      removeDirectory(context);
    }
  });
}

/** Removes the image, unless a container still uses it. @returns what was removed, in words */
export async function removeHostImage(docker: Docker): Promise<string[]> {
  try {
    await docker.getImage(hostImage).remove();
    return [`the image ${hostImage}`];
  } catch {
    return [];
  }
}

/** Removes images of hosts that were replaced and have no container any more. */
export async function pruneHostImages(docker: Docker): Promise<void> {
  await docker.pruneImages({ filters: { dangling: ['true'], label: [sourceLabel] } }).catch(() => undefined);
}

function writeFiles(folder: string, files: readonly ProgramFile[]): void {
  for (const { path, content, executable } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
    chmodSync(join(folder, path), executable ? 0o755 : 0o644);
  }
}
