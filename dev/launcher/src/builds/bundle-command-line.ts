import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { commonJsBanner, englishOnly } from './bundle-lambda.ts';
import type { ProgramBundle } from './bundle-program.ts';

/** The program's name in its package and on the website. */
export const commandLineFile = 'pineapple.mjs';

const textBeside = /readFileSync\(new URL\('([^']+)', import\.meta\.url\), 'utf8'\)/g;

/** Puts the text files that a source reads from beside itself into the program. */
const inlineText: Plugin = {
  name: 'inline-text',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]apps[\\/]cli[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const names = [...source.matchAll(textBeside)].map(([, name = '']) => join(dirname(path), name));
      const texts = await Promise.all(names.map((name) => readFile(name, 'utf8')));
      const contents = source.replaceAll(textBeside, () => JSON.stringify(texts.shift()));
      return { contents, loader: 'ts', watchFiles: names };
    });
  },
};

/**
 * Bundles the command line into one file that runs with Node 20 and later, with what makes it a package of npm: `npx` runs
 * its archive from a file or an address.
 */
export async function bundleCommandLine(root: string): Promise<ProgramBundle> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(root, 'apps/cli/src/main.ts')],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: `#!/usr/bin/env node\n${commonJsBanner}` },
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [englishOnly, inlineText],
  });
  const [code] = outputFiles;
  if (!code) throw new Error('esbuild made no output for the command line.');
  const source = JSON.parse(await readFile(join(root, 'apps/cli/package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
  };
  const description = {
    ...{ name: source.name, version: source.version, license: 'MIT', type: 'module' },
    description: 'Command line of Pineapple Networks',
    bin: { pineapple: commandLineFile },
    engines: { node: '>=20' },
  };
  return {
    files: [
      { path: commandLineFile, content: code.contents, executable: true },
      { path: 'package.json', content: `${JSON.stringify(description, null, 2)}\n` },
      { path: 'LICENSE', content: await readFile(join(root, 'LICENSE')) },
    ],
    inputs: Object.keys(metafile.inputs),
  };
}
