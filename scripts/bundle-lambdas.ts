import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { zipSync } from 'fflate';

const root = fileURLToPath(new URL('..', import.meta.url));

export const lambdaFunctions = ['apply-lab', 'record-event', 'sweep-labs'] as const;
export type LambdaFunction = (typeof lambdaFunctions)[number];

/** Some of the SDK's parts are CommonJS and call `require` for Node's own modules; an ES module has none. */
export const commonJsBanner =
  "import{createRequire as pnCreateRequire}from'node:module';const require=pnCreateRequire(import.meta.url);";

/** Fixed, so that the same sources give the same bytes and Lambda is updated only when something changed. */
const fileTime = new Date(2000, 0, 1);
const unix = 3;
const readableFile = 0o100644 << 16;

/** zod reaches all its languages through one object, which nothing can shake out: a quarter of each bundle. */
const englishOnly: Plugin = {
  name: 'english-only',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^\.\.\/locales\/index\.js$/ }, ({ importer, kind, resolveDir }) =>
      /[\\/]zod[\\/]/.test(importer)
        ? resolve('../locales/en.js', { importer, kind, resolveDir })
        : undefined,
    );
  },
};

/**
 * Bundles every Lambda function as AWS runs it: one `index.mjs` with everything in it, zipped.
 *
 * @returns The zip files by function, in `dist/lambda-functions/`.
 */
export async function bundleLambdas(): Promise<Record<LambdaFunction, string>> {
  const outdir = join(root, 'dist/lambda-functions');
  await mkdir(outdir, { recursive: true });
  const [applyLab, recordEvent, sweepLabs] = await Promise.all([
    writeBundle('apply-lab', outdir),
    writeBundle('record-event', outdir),
    writeBundle('sweep-labs', outdir),
  ]);
  return { 'apply-lab': applyLab, 'record-event': recordEvent, 'sweep-labs': sweepLabs };
}

export interface LambdaBundle {
  readonly zip: Uint8Array;
  /** What it was made of: paths from the root of the repository. */
  readonly inputs: readonly string[];
}

/** Bundles one function into a zip file of one module. */
export async function bundleLambda(name: LambdaFunction): Promise<LambdaBundle> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(root, 'lambda-functions', name, 'src/handler.ts')],
    absWorkingDir: root,
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

async function writeBundle(name: LambdaFunction, outdir: string): Promise<string> {
  const { zip } = await bundleLambda(name);
  // Written aside and renamed, because tests may read it while another bundles.
  const path = join(outdir, `${name}.zip`);
  const aside = `${path}.${process.pid}`;
  await writeFile(aside, zip);
  await rename(aside, path);
  return path;
}

if (import.meta.main) console.log(Object.values(await bundleLambdas()).join('\n'));
