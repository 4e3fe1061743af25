import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { commonJsBanner } from './bundle-lambda.ts';

/** A file of a program or a package. */
export interface ProgramFile {
  /** Relative, with slashes. */
  readonly path: string;
  readonly content: Uint8Array | string;
  readonly executable?: boolean;
}

export interface ProgramBundle {
  /** The program and the files that it reads, in one folder. */
  readonly files: readonly ProgramFile[];
  /** The bundled files: paths from the root of the repository. */
  readonly inputs: readonly string[];
}

const besideUs = /new URL\(\s*'([^']+)',\s*import\.meta\.url,?\s*\)/g;

/**
 * Adds files that a source finds relative to itself, and changes their paths so that the bundle finds them. The code of a
 * thread becomes a module of its own.
 */
function filesBeside(found: Map<string, string>): Plugin {
  return {
    name: 'files-beside',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/](apps|packages)[\\/].*\.ts$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const contents = source.replaceAll(besideUs, (whole, reference: string) => {
          const file = join(dirname(path), reference);
          if (!existsSync(file)) return whole;
          const name = basename(file).replace(/\.ts$/, '.mjs');
          found.set(name, file);
          return `new URL('./${name}', import.meta.url)`;
        });
        return { contents, loader: 'ts' };
      });
    },
  };
}

/**
 * Bundles one of our programs with all its imports into one module.
 *
 * @param external - Native packages, which cannot be bundled.
 */
export async function bundleProgram(
  root: string,
  entry: string,
  name: string,
  external: readonly string[] = [],
): Promise<ProgramBundle> {
  const found = new Map<string, string>();
  const { outputFiles, metafile } = await build({
    entryPoints: [join(root, entry)],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // CommonJS first: graphql must be bundled once, and some of its users are CommonJS.
    mainFields: ['main', 'module'],
    banner: { js: commonJsBanner },
    external: [...external],
    keepNames: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [filesBeside(found)],
  });
  const [code] = outputFiles;
  if (!code) throw new Error(`esbuild made no output for ${name}.`);
  const beside = await Promise.all([...found].map(([path, file]) => fileBeside(root, path, file, external)));
  return {
    files: [{ path: `${name}.mjs`, content: code.contents }, ...beside.flatMap(({ files }) => files)],
    inputs: [...Object.keys(metafile.inputs), ...beside.flatMap(({ inputs }) => inputs)],
  };
}

async function fileBeside(
  root: string,
  path: string,
  file: string,
  external: readonly string[],
): Promise<ProgramBundle> {
  const entry = relative(root, file);
  if (file.endsWith('.ts')) return bundleProgram(root, entry, basename(file, '.ts'), external);
  return { files: [{ path, content: readFileSync(file) }], inputs: [entry] };
}
