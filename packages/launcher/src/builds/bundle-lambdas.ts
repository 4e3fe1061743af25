import { join } from 'node:path';
import { mustRun } from '../processes/run-command.ts';

type FunctionName = 'apply-lab' | 'record-event' | 'sweep-labs';

/** Bundles the Lambda functions as for AWS; returns the zip files by function name. */
export async function bundleLambdas(root: string): Promise<Record<FunctionName, string>> {
  await mustRun(process.execPath, [join(root, 'scripts/bundle-lambdas.ts')], { cwd: root });
  const zip = (name: string): string => join(root, 'dist/lambda-functions', `${name}.zip`);
  return {
    'apply-lab': zip('apply-lab'),
    'record-event': zip('record-event'),
    'sweep-labs': zip('sweep-labs'),
  };
}
