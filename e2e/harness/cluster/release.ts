import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildWeb, type ProvisionOptions, repositoryRoot, silentProgress } from '@pineapple/launcher';
import { makeRelease } from '../../../scripts/release.ts';

const run = promisify(execFile);

/** A release, as AWS gets it. */
export interface Release extends AsyncDisposable {
  /** Where the API's bundle is unpacked; nothing of the repository can be reached from there. */
  readonly apiDirectory: string;
  readonly lambdas: ProvisionOptions['bundles'];
}

export async function buildRelease(): Promise<Release> {
  await using cleanup = new AsyncDisposableStack();
  const work = await mkdtemp(join(tmpdir(), 'pn-release-'));
  cleanup.defer(() => rm(work, { recursive: true, force: true }));
  const outdir = join(work, 'release');
  const webDir = await buildWeb(repositoryRoot, process.env, silentProgress);
  const { bundles } = await makeRelease({ outdir, webDir, commit: '0'.repeat(40), runtimes: [] });
  const file = (name: string): string => {
    const found = bundles.find((bundle) => bundle.name === name);
    if (!found) throw new Error(`The release has no bundle named ${name}.`);
    return join(outdir, found.key);
  };
  const apiDirectory = join(work, 'api');
  await mkdir(apiDirectory);
  await run('tar', ['--extract', '--gzip', '--file', file('api'), '--directory', apiDirectory]);
  const owned = cleanup.move();
  return {
    apiDirectory,
    lambdas: {
      'apply-lab': file('apply-lab'),
      'record-event': file('record-event'),
      'sweep-labs': file('sweep-labs'),
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
