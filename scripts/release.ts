import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildWeb, repositoryRoot as root, streamProgress } from '@pineapple/launcher';
import {
  agentProgram,
  archive,
  bundleClient,
  bundleCommandLine,
  bundleLambda,
  bundleProgram,
  filesBelow,
  lambdaFunctions,
  npmPackage,
  packageFiles,
  type PinnedPackage,
  pinnedByLockfile,
  type ProgramFile,
  runtimes,
} from '@pineapple/launcher/bundles';
import { billOfMaterials, type Component, packagesOf } from './release/bill-of-materials.ts';

/** One file of the release. */
interface ReleasedBundle {
  readonly name: string;
  /** Its path in the release. It is named after its content, so an uploaded file never changes. */
  readonly key: string;
  readonly sha256: string;
  /** The same hash, in Lambda's notation. */
  readonly base64Sha256: string;
  readonly size: number;
}

export interface Manifest {
  readonly version: 1;
  readonly commit: string;
  /** The Node that the bundles run on. */
  readonly node: string;
  readonly bundles: readonly ReleasedBundle[];
}

interface ReleaseOptions {
  readonly outdir: string;
  readonly commit: string;
  /** The built website. */
  readonly webDir: string;
  readonly runtimes: readonly PinnedPackage[];
}

interface Contents {
  readonly name: string;
  readonly extension: 'tar.gz' | 'zip';
  readonly bytes: Uint8Array;
  readonly components: readonly Component[];
}

const cache = join(root, 'node_modules/.cache/pineapple-release');
const nativeArgon2 = '@node-rs/argon2';

async function apiContents(webDir: string): Promise<Contents> {
  const { files, inputs } = await bundleProgram(root, 'apps/api/src/main.ts', 'api', [nativeArgon2]);
  const lockfile = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8');
  const native = ['', '-linux-arm64-gnu', '-linux-x64-gnu'].map((kind) =>
    pinnedByLockfile(lockfile, `${nativeArgon2}${kind}`),
  );
  const nativeFiles = await Promise.all(
    native.map(async (pinned) => inFolder(`node_modules/${pinned.name}`, await packageFiles(pinned, cache))),
  );
  return {
    name: 'api',
    extension: 'tar.gz',
    bytes: await archive([
      ...files,
      ...nativeFiles.flat(),
      ...filesBelow(webDir, 'web', ['.source']),
      ...filesBelow(join(root, 'apps/api/systemd'), 'systemd'),
    ]),
    components: [
      ...packagesOf(root, inputs),
      ...native.map(({ name, version }) => ({ name, version, license: 'MIT' })),
    ],
  };
}

async function agentContents(): Promise<Contents> {
  const { files, inputs } = await agentProgram(root);
  return {
    name: 'host-agent',
    extension: 'tar.gz',
    bytes: await archive([
      ...files,
      ...filesBelow(join(root, 'apps/host-agent/systemd'), 'systemd'),
      ...filesBelow(join(root, 'images'), 'images'),
    ]),
    components: packagesOf(root, inputs),
  };
}

/** A package of npm: `npx` runs the command line, and `npm install` takes the client. */
async function packageContents(name: 'cli' | 'client'): Promise<Contents> {
  const { files, inputs } = await (name === 'cli' ? bundleCommandLine(root) : bundleClient(root));
  const bytes = await npmPackage(files);
  return { name, extension: 'tar.gz', bytes, components: packagesOf(root, inputs) };
}

async function runtimeContents(pinned: PinnedPackage): Promise<Contents> {
  const { name, version } = pinned;
  const files = await packageFiles(pinned, cache);
  const wanted = files.filter(({ path }) => path === 'bin/node' || path === 'LICENSE');
  return {
    name,
    extension: 'tar.gz',
    bytes: await archive(wanted),
    components: [{ name, version, license: 'MIT' }],
  };
}

function inFolder(folder: string, files: readonly ProgramFile[]): ProgramFile[] {
  return files.map((file) => ({ ...file, path: `${folder}/${file.path}` }));
}

/** The packages of the website. The bundler does not report them, so all dependencies of its package count. */
function webComponents(): Component[] {
  const args = ['--silent', '--filter', '@pineapple/web', 'licenses', 'list', '--prod', '--json'];
  const listed = execFileSync('pnpm', args, { cwd: root, encoding: 'utf8' });
  const byLicense = JSON.parse(listed) as Record<string, { name: string; versions: string[] }[]>;
  return Object.entries(byLicense).flatMap(([license, packages]) =>
    packages.flatMap(({ name, versions }) => versions.map((version) => ({ name, version, license }))),
  );
}

/**
 * Bundles everything that runs on AWS: the API with the website, the host agent, each Lambda function, and Node itself; and
 * what users install, the command line and the typed client.
 * Adds a manifest for Terraform and a bill of materials. The same commit gives the same bytes.
 */
export async function makeRelease(options: ReleaseOptions): Promise<Manifest> {
  const { outdir, commit, webDir } = options;
  const lambdas = lambdaFunctions.map(async (name): Promise<Contents> => {
    const { zip, inputs } = await bundleLambda(name);
    return { name, extension: 'zip', bytes: zip, components: packagesOf(root, inputs) };
  });
  const contents = await Promise.all([
    apiContents(webDir),
    agentContents(),
    packageContents('cli'),
    packageContents('client'),
    ...lambdas,
    ...options.runtimes.map(runtimeContents),
  ]);
  rmSync(outdir, { recursive: true, force: true });
  const bundles = contents.map(({ name, extension, bytes }): ReleasedBundle => {
    const hash = createHash('sha256').update(bytes).digest();
    const sha256 = hash.toString('hex');
    const key = `${name}/${sha256}.${extension}`;
    mkdirSync(join(outdir, name), { recursive: true });
    writeFileSync(join(outdir, key), bytes);
    return { name, key, sha256, base64Sha256: hash.toString('base64'), size: bytes.byteLength };
  });
  const manifest: Manifest = { version: 1, commit, node: runtimes[0]?.version ?? '', bundles };
  const components = [...contents.flatMap((each) => each.components), ...webComponents()];
  writeJson(join(outdir, 'manifest.json'), manifest);
  writeJson(join(outdir, 'sbom.cdx.json'), billOfMaterials(commit, components));
  return manifest;
}

function writeJson(path: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
  chmodSync(path, 0o644);
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { dirty: { type: 'boolean', default: false } } });
  const changed = git('status', '--porcelain');
  if (changed !== '' && !values.dirty) {
    console.error(
      `A release needs a clean checkout, and these files have changes:\n${changed}\nCommit them, or add --dirty.`,
    );
    process.exitCode = 1;
    return;
  }
  const commit = `${git('rev-parse', 'HEAD')}${changed === '' ? '' : '-dirty'}`;
  const progress = streamProgress(process.stdout);
  const webDir = await buildWeb(root, process.env, progress);
  const outdir = join(root, 'dist/release');
  const { bundles } = await progress.step('Bundling the programs', () =>
    makeRelease({ outdir, commit, webDir, runtimes }),
  );
  for (const { key, size } of bundles) console.log(`  ${key}  ${(size / 1e6).toFixed(1)} MB`);
  console.log(`\n  Release of ${commit} in ${outdir}`);
}

if (import.meta.main) await main();
