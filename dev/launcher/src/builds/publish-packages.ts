import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { contentHash } from '../images/content-hash.ts';
import type { Progress } from '../progress.ts';
import { replaceFile } from './replace-file.ts';

const sources = [
  'apps/cli/src',
  'dev/launcher/src/builds',
  ...['client', 'config', 'core', 'host-link', 'lab-files', 'lab-folder'].map(
    (name) => `packages/${name}/src`,
  ),
];

/**
 * Puts what users install into a built website, unless these sources were bundled before: `cli/pineapple.mjs` to save and
 * run, `cli/pineapple.tgz` for `npx`, and `client/pineapple-client.tgz` for `npm install`.
 */
export async function publishPackages(root: string, site: string, progress: Progress): Promise<void> {
  const [cli, client] = [join(site, 'cli'), join(site, 'client')];
  const stamp = join(cli, '.source');
  const hash = contentHash(
    sources.map((path) => join(root, path)),
    ['node_modules'],
  );
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  await progress.step('Bundling the command line and the client', async () => {
    const [{ bundleCommandLine, commandLineFile }, { bundleClient }, { npmPackage }] = await Promise.all([
      import('./bundle-command-line.ts'),
      import('./bundle-client.ts'),
      import('./archive.ts'),
    ]);
    const [commandLine, typedClient] = await Promise.all([bundleCommandLine(root), bundleClient(root)]);
    const found = commandLine.files.find(({ path }) => path === commandLineFile);
    const program = Buffer.from(found?.content ?? '');
    mkdirSync(cli, { recursive: true });
    mkdirSync(client, { recursive: true });
    replaceFile(join(cli, commandLineFile), program);
    replaceFile(join(cli, `${commandLineFile}.gz`), gzipSync(program, { level: 9 }));
    replaceFile(join(cli, `${commandLineFile}.br`), brotliCompressSync(program));
    replaceFile(join(cli, 'pineapple.tgz'), await npmPackage(commandLine.files));
    replaceFile(join(client, 'pineapple-client.tgz'), await npmPackage(typedClient.files));
    replaceFile(stamp, hash);
  });
}
