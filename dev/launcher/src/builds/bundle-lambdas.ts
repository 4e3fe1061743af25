import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentHash } from '../images/content-hash.ts';
import { silentProgress, type Progress } from '../progress.ts';
import { repositoryRoot } from '../repository-root.ts';
import type { LambdaFunction } from './bundle-lambda.ts';
import { replaceFile } from './replace-file.ts';

const outdir = join(repositoryRoot, 'dist/lambda-functions');
const zipOf = (name: LambdaFunction): string => join(outdir, `${name}.zip`);
const zips = {
  'apply-lab': zipOf('apply-lab'),
  'record-event': zipOf('record-event'),
  'sweep-labs': zipOf('sweep-labs'),
};

const packages = ['aws', 'config', 'contracts', 'core', 'event-bus', 'host-link', 'lab-lifecycle', 'store'];
const sources = [
  'lambda-functions',
  ...packages.map((name) => `packages/${name}`),
  'dev/launcher/src/builds',
];

/** Bundles the Lambda functions as for AWS, unless these sources were bundled before. Returns the zip files by name. */
export async function bundleLambdas(
  progress: Progress = silentProgress,
): Promise<Record<LambdaFunction, string>> {
  const stamp = join(outdir, '.source');
  const hash = contentHash(
    sources.map((path) => join(repositoryRoot, path)),
    ['node_modules', 'dist'],
  );
  const current = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (current && Object.values(zips).every((path) => existsSync(path))) return zips;
  await progress.step('Bundling the functions', async () => {
    const { bundleLambda, lambdaFunctions } = await import('./bundle-lambda.ts');
    mkdirSync(outdir, { recursive: true });
    await Promise.all(
      lambdaFunctions.map(async (name) => replaceFile(zips[name], (await bundleLambda(name)).zip)),
    );
    replaceFile(stamp, hash);
  });
  return zips;
}
