import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { launchProduct, type Product } from '@pineapple/launcher';
import { leftInDocker } from '@pineapple/test-kit/hosts';

/** How long the host may take to remove the benchmark's labs. */
const removalMs = 30_000;

/**
 * Starts the whole product as `npm start` does, with temporary data.
 * @param env - Settings of its programs.
 */
export async function startProduct(
  note: (text: string) => void,
  env: Readonly<Record<string, string>> = {},
): Promise<Product> {
  await using cleanup = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'pineapple-bench-'));
  cleanup.defer(() => rm(dataDir, { recursive: true, force: true }));
  const product = cleanup.use(
    await launchProduct({
      dataDir,
      port: 0,
      awsPort: 0,
      environment: process.env,
      env,
      onRestart: (reason) => note(`the results are unreliable, because a program was restarted: ${reason}`),
    }),
  );
  // The host agent must not be stopped before it has removed the deleted labs.
  cleanup.defer(async () => {
    const left = await untilRemoved(product);
    if (left.length > 0) note(`still on the engine after ${removalMs / 1000} s: ${left.join(', ')}`);
  });
  const owned = cleanup.move();
  return { ...product, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

async function untilRemoved(product: Product): Promise<string[]> {
  const giveUpAt = Date.now() + removalMs;
  for (;;) {
    const left = await leftInDocker(product);
    if (left.length === 0 || Date.now() > giveUpAt) return left;
    await delay(100);
  }
}
