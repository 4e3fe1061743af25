import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '@pineapple/launcher';
import { bundleCommandLine } from '@pineapple/launcher/bundles';

let saved: Promise<string> | undefined;

/**
 * The path of the command line as users have it, one file, for all test files of a worker. It starts in a third of the
 * time that its sources take.
 */
export function commandLine(): Promise<string> {
  saved ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pn-cli-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    const { files } = await bundleCommandLine(repositoryRoot);
    for (const { path, content } of files) await writeFile(join(folder, path), content);
    return join(folder, 'pineapple.mjs');
  })();
  return saved;
}
