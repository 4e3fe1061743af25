import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../machine.ts';
import { contentHash } from '../images/content-hash.ts';
import type { Progress } from '../progress.ts';
import { mustRun } from '../processes/run-command.ts';
import { publishPackages } from './publish-packages.ts';

/** Builds the website with the command line and the client that it offers, unless these sources were built before. Returns its folder. */
export async function buildWeb(root: string, environment: Environment, progress: Progress): Promise<string> {
  const web = join(root, 'apps/web');
  const dist = join(web, 'dist');
  const stamp = join(dist, '.source');
  const sources = [web, join(root, 'packages/core/src'), join(root, 'packages/host-link/src/terminal')];
  const hash = contentHash(sources, [
    'node_modules',
    'dist',
    '.vite',
    'auto-imports.d.ts',
    'components.d.ts',
  ]);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== hash) {
    await progress.step('Building the website', async () => {
      await mustRun('pnpm', ['--filter', '@pineapple/web', 'run', 'build'], {
        cwd: root,
        // Tests build the production website too.
        env: { ...environment, NODE_ENV: 'production' },
      });
      writeFileSync(stamp, hash);
    });
  }
  await publishPackages(root, dist, progress);
  return dist;
}
