import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchProduct, type Product } from '@pineapple/launcher';

/** The whole product as `npm start` brings it up, with data of its own, next to whatever else runs on this machine. */
export async function startWholeProduct(note: (text: string) => void): Promise<Product> {
  await using cleanup = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'pineapple-bench-'));
  cleanup.defer(() => rm(dataDir, { recursive: true, force: true }));
  const product = cleanup.use(
    await launchProduct({
      dataDir,
      port: 0,
      awsPort: 0,
      environment: process.env,
      driver: `pineapple-bench-${process.pid}`,
      onRestart: (reason) => note(`a part was started again, so the figures are worth little: ${reason}`),
    }),
  );
  const owned = cleanup.move();
  return { ...product, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
