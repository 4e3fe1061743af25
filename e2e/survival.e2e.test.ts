import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchProduct, type Product } from '@pineapple/launcher';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { runChaos } from './chaos/rounds.ts';
import { openPage, startBrowser } from './harness/browser.ts';
import { execIn } from './harness/containers.ts';
import { leftInDocker } from '@pineapple/test-kit/hosts';
import { LabPage } from './harness/lab-page.ts';

/** Console errors that are expected while the server is down. */
const whileAway = /WebSocket connection|ERR_CONNECTION|Failed to load resource|socket hang up/;
const password = 'a few words in a row';
const dataDir = mkdtempSync(join(tmpdir(), 'pn-survival-'));
const start = (): Promise<Product> =>
  launchProduct({ dataDir, port: 0, awsPort: 0, environment: process.env });

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Kills a program, and waits until the product is whole again: what a user does meanwhile fails, as it should. */
async function killAtWork(product: Product, name: keyof Product['processes']): Promise<void> {
  const program = product.processes[name];
  const before = program.pid;
  program.kill('SIGKILL');
  const isWhole = async (): Promise<boolean> =>
    program.pid !== undefined &&
    program.pid !== before &&
    (await fetch(`${product.url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    ));
  await expect.poll(isWhole).toBe(true);
}

it('recovers when the API, the agent or the local AWS is killed', async () => {
  await using product = await start();
  await using watched = await openPage(browser, product.url, { expected: whileAway });
  const lab = new LabPage(watched.page);
  await lab.signUp('survivor', password);
  await lab.createLab('storm');
  await lab.createNetworks('lan');

  await lab.createContainer('one', 'host', ['lan']);
  await killAtWork(product, 'api');
  await lab.expectPhase('one', 'Ready');

  await lab.createContainer('two', 'host', ['lan']);
  await killAtWork(product, 'agent');
  await lab.expectPhase('two', 'Ready', 120_000);

  await lab.createContainer('three', 'host', ['lan']);
  await killAtWork(product, 'aws');
  await lab.expectPhase('three', 'Ready', 150_000);

  expect(await execIn(product, 'one', ['ping', '-c1', '-W10', 'three'])).toMatchObject({ code: 0 });
  // A restarted agent removes what it does not know.
  await expect.poll(() => leftInDocker(product)).toHaveLength(3);
  await lab.deleteLab();
  await expect.poll(() => leftInDocker(product)).toEqual([]);
  expect(watched.complaints).toEqual([]);

  // Only these two are the product's own here. `pnpm chaos` strikes the engine too.
  const made: string[] = [];
  for await (const round of runChaos({ product, dataDir, seed: 14, rounds: 3, only: ['agent', 'api'] })) {
    expect(round.violations).toEqual([]);
    made.push(...round.edits);
  }
  expect(made).toContain('createContainer');
});

it('restarts labs after the product was stopped', async () => {
  const cookies = await (async () => {
    await using product = await start();
    await using watched = await openPage(browser, product.url, { expected: whileAway });
    const lab = new LabPage(watched.page);
    await lab.signUp('returner', password);
    await lab.createLab('kept');
    await lab.createNetworks('lan');
    await lab.createContainer('left', 'host', ['lan']);
    await lab.createContainer('right', 'host', ['lan']);
    for (const name of ['left', 'right']) await lab.expectPhase(name, 'Ready');
    await execIn(product, 'left', ['sh', '-c', 'echo kept > /root/note']);
    return { cookies: await watched.context.cookies(), path: new URL(watched.page.url()).pathname };
  })();

  await using product = await start();
  await using watched = await openPage(browser, product.url);
  await watched.context.addCookies(cookies.cookies);
  await watched.page.goto(cookies.path);
  const lab = new LabPage(watched.page);
  await lab.showTables();
  await lab.expectPhase('left', 'Ready');
  await lab.expectPhase('right', 'Ready');
  expect((await execIn(product, 'left', ['cat', '/root/note'])).output).toContain('kept');
  expect(await execIn(product, 'left', ['ping', '-c1', '-W10', 'right'])).toMatchObject({ code: 0 });
  await lab.deleteLab();
  await expect.poll(() => leftInDocker(product)).toEqual([]);
  expect(watched.complaints).toEqual([]);
});
