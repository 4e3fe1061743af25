import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LaunchOptions, launchProduct, type Product } from '@pineapple/launcher';

/** Starts the whole product with temporary data. */
export async function startProduct(
  env: Readonly<Record<string, string>> = {},
  more: Partial<LaunchOptions> = {},
): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pn-e2e-'));
  const product = await launchProduct({
    dataDir,
    port: 0,
    awsPort: 0,
    environment: process.env,
    env,
    ...more,
  });
  return {
    ...product,
    async [Symbol.asyncDispose]() {
      await product[Symbol.asyncDispose]();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
