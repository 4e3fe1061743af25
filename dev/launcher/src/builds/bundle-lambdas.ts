import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentHash } from '../images/content-hash.ts';
import type { Progress } from '../progress.ts';
import { mustRun } from '../processes/run-command.ts';

type FunctionName = 'apply-lab' | 'record-event' | 'sweep-labs';

const sources = [
  'lambda-functions',
  ...['aws', 'config', 'contracts', 'core', 'event-bus', 'host-link', 'lab-lifecycle', 'store'].map(
    (name) => `packages/${name}`,
  ),
];

/** Bundles the Lambda functions as for AWS, unless that was done of these sources; the zip files by name. */
export async function bundleLambdas(root: string, progress: Progress): Promise<Record<FunctionName, string>> {
  const zip = (name: string): string => join(root, 'dist/lambda-functions', `${name}.zip`);
  const zips = {
    'apply-lab': zip('apply-lab'),
    'record-event': zip('record-event'),
    'sweep-labs': zip('sweep-labs'),
  };
  const stamp = join(root, 'dist/lambda-functions/.source');
  const hash = contentHash(
    [...sources, 'scripts'].map((path) => join(root, path)),
    ['node_modules', 'dist'],
  );
  const current = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (current && Object.values(zips).every((path) => existsSync(path))) return zips;
  await progress.step('Bundling the functions', () =>
    mustRun(process.execPath, [join(root, 'scripts/bundle-lambdas.ts')], { cwd: root }),
  );
  writeFileSync(stamp, hash);
  return zips;
}
