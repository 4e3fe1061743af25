import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';
import type { ProgramBundle, ProgramFile } from './bundle-program.ts';

/** The only thing that the types need of another package. */
const decoration = `export interface DocumentTypeDecoration<TResult, TVariables> {
  __apiType?: (variables: TVariables) => TResult;
}
`;

/** Bundles the typed client as a package of npm: one module without dependencies, and its types. */
export async function bundleClient(root: string): Promise<ProgramBundle> {
  const folder = join(root, 'packages/client');
  const { outputFiles, metafile } = await build({
    entryPoints: [join(folder, 'src/index.ts')],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'neutral',
    target: 'es2022',
    format: 'esm',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'warning',
  });
  const [code] = outputFiles;
  if (!code) throw new Error('esbuild made no output for the client.');
  const source = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
  };
  const description = {
    ...{ name: source.name, version: source.version, license: 'MIT', type: 'module', sideEffects: false },
    description: 'Typed client of the GraphQL API of Pineapple Networks',
    exports: { '.': { types: './types/index.d.ts', default: './index.mjs' } },
    engines: { node: '>=20' },
  };
  return {
    files: [
      { path: 'index.mjs', content: code.contents },
      { path: 'package.json', content: `${JSON.stringify(description, null, 2)}\n` },
      { path: 'LICENSE', content: await readFile(join(root, 'LICENSE')) },
      ...(await declarations(join(folder, 'src'))),
      { path: 'types/generated/decoration.d.ts', content: decoration },
    ],
    inputs: Object.keys(metafile.inputs),
  };
}

/** What codegen writes for documents inside of sources. */
const unused = /[\\/]generated[\\/](gql|index)\.ts$/;

/** The types of every source, as other programs import them. */
async function declarations(folder: string): Promise<ProgramFile[]> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !unused.test(path));
  return Promise.all(
    paths.map(async (path) => {
      const { outputText } = ts.transpileDeclaration(await readFile(path, 'utf8'), {
        fileName: path,
        compilerOptions: { target: ts.ScriptTarget.ES2024, isolatedDeclarations: true },
      });
      const content = outputText
        .replaceAll(/(from '\.[^']*)\.ts'/g, "$1.js'")
        .replaceAll(/(from "\.[^"]*)\.ts"/g, '$1.js"')
        .replaceAll(/(['"])@graphql-typed-document-node\/core\1/g, "'./decoration.js'");
      return { path: join('types', relative(folder, path).replace(/\.ts$/, '.d.ts')), content };
    }),
  );
}
