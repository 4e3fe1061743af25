import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { dockerClient, launchProduct, type Product } from '@pineapple/launcher';

/** How long the host gets to remove what the benchmark's labs left on it. */
const patienceMs = 60_000;

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
      onRestart: (reason) => note(`a part was started again, so the figures are worth little: ${reason}`),
    }),
  );
  // Deleted labs are removed by the host agent, which must not be stopped before it has.
  cleanup.defer(async () => {
    const left = await untilRemoved(product);
    if (left.length > 0) note(`left on the engine after ${patienceMs / 1000} s: ${left.join(', ')}`);
  });
  const owned = cleanup.move();
  return { ...product, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

async function untilRemoved({ dockerHost, hostId }: Product): Promise<string[]> {
  const docker = dockerClient(dockerHost);
  const filters = { label: [`pineapple.host=${hostId}`] };
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const left = (await docker.listNetworks({ filters })).map((network) => network.Name);
    if (left.length === 0 || Date.now() > giveUpAt) return left;
    await delay(100);
  }
}
