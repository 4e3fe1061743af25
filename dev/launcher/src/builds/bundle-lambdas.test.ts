import { builtinModules } from 'node:module';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleLambda, type LambdaBundle, lambdaFunctions } from './bundle-lambda.ts';

describe.each(lambdaFunctions)('the bundle of %s', (name) => {
  let bundle: LambdaBundle;
  beforeAll(async () => {
    bundle = await bundleLambda(name);
  }, 60_000);

  test('is one file that imports only Node’s own modules', () => {
    const files = unzipSync(bundle.zip);
    expect(Object.keys(files)).toEqual(['index.mjs']);
    const code = strFromU8(files['index.mjs'] ?? new Uint8Array());
    const imported = Array.from(
      code.matchAll(/(?:^|[;}\n])import(?:[^"'();]*?from)?\s*["']([^"']+)["']/g),
      (match) => match[1],
    );
    expect(imported.length).toBeGreaterThan(0);
    for (const specifier of imported) expect(builtinModules).toContain(specifier?.replace('node:', ''));
  });

  test('is small enough to start fast', () => {
    expect(bundle.zip.byteLength).toBeLessThan(350_000);
    expect(unzipSync(bundle.zip)['index.mjs']?.byteLength).toBeLessThan(1_200_000);
  });

  test('has the same bytes when it is bundled again', async () => {
    expect(Buffer.from((await bundleLambda(name)).zip).equals(bundle.zip)).toBe(true);
  }, 60_000);
});
