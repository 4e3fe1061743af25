import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { zipSync } from 'fflate';
import { repositoryRoot } from '../repository-root.ts';

export const lambdaFunctions = ['apply-lab', 'record-event', 'sweep-labs'] as const;
export type LambdaFunction = (typeof lambdaFunctions)[number];

/** Parts of the SDK are CommonJS and call `require` for Node's own modules, which an ES module does not have. */
export const commonJsBanner =
  "import{createRequire as pnCreateRequire}from'node:module';const require=pnCreateRequire(import.meta.url);";

/** Fixed, so that the same sources give the same bytes and Lambda is updated only when something changed. */
const fileTime = new Date(2000, 0, 1);
const unix = 3;
const readableFile = 0o100644 << 16;

/** zod imports all its languages through one object, which no bundler can remove: a quarter of each bundle. */
export const englishOnly: Plugin = {
  name: 'english-only',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^\.\.\/locales\/index\.js$/ }, ({ importer, kind, resolveDir }) =>
      /[\\/]zod[\\/]/.test(importer)
        ? resolve('../locales/en.js', { importer, kind, resolveDir })
        : undefined,
    );
  },
};

export interface LambdaBundle {
  readonly zip: Uint8Array;
  /** The bundled files: paths from the root of the repository. */
  readonly inputs: readonly string[];
}

/** Bundles one function as AWS runs it: a zip file of one `index.mjs` with everything in it. */
export async function bundleLambda(name: LambdaFunction): Promise<LambdaBundle> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(repositoryRoot, 'lambda-functions', name, 'src/handler.ts')],
    absWorkingDir: repositoryRoot,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: commonJsBanner },
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [englishOnly],
  });
  const [code] = outputFiles;
  if (!code) throw new Error(`esbuild made no output for ${name}.`);
  const zip = zipSync({
    'index.mjs': [code.contents, { mtime: fileTime, os: unix, attrs: readableFile, level: 9 }],
  });
  return { zip, inputs: Object.keys(metafile.inputs) };
}
