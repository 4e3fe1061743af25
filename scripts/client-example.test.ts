import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundleClient } from '@pineapple/launcher/bundles';
import ts from 'typescript';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** A program of others, which has installed the client's package. */
let program: string;

beforeAll(async () => {
  program = mkdtempSync(join(tmpdir(), 'client-'));
  const { files } = await bundleClient(root);
  for (const { path, content } of files) {
    const target = join(program, 'node_modules/@pineapple/client', path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
});

afterAll(() => rmSync(program, { recursive: true }));

/** The examples of a page in TypeScript. */
function examplesOf(page: string): string[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code = '']) => code);
}

/** What the compiler says about the program and the types of the package. */
function complaintsAbout(code: string): string[] {
  const path = join(program, 'example.mts');
  writeFileSync(path, code);
  const compiler = ts.createProgram([path], {
    ...{ target: ts.ScriptTarget.ES2024, module: ts.ModuleKind.NodeNext, strict: true, noEmit: true },
    ...{ lib: ['lib.es2024.d.ts', 'lib.esnext.disposable.d.ts'], skipDefaultLibCheck: true },
    ...{ types: ['node'], typeRoots: [join(root, 'node_modules/@types')] },
  });
  const files = compiler.getSourceFiles().filter(({ fileName }) => fileName.startsWith(program));
  expect(files.length).toBeGreaterThan(4);
  return files
    .flatMap((file) => [...compiler.getSyntacticDiagnostics(file), ...compiler.getSemanticDiagnostics(file)])
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

it('the example of the typed client compiles with its package, whose types say what comes back', () => {
  const [example = '', ...others] = examplesOf('docs/guides/automation.md');
  expect(others).toEqual([]);
  expect(complaintsAbout(`${example}\nconst wrong: number = made.lab.containers;\n`)).toEqual([
    expect.stringContaining("is not assignable to type 'number'"),
  ]);
});
