import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot, type Product } from '@pineapple/launcher';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawTerminalsWithElements, openPage, startBrowser } from './harness/browser.ts';
import { untilDockerIsEmpty } from './harness/containers.ts';
import { DockPage } from './harness/dock-page.ts';
import { LabPage } from './harness/lab-page.ts';
import { startProduct } from './harness/product.ts';

const parts = new AsyncDisposableStack();
let product: Product;
let browser: Browser;

beforeAll(async () => {
  product = parts.use(await startProduct({}, { development: true }));
  browser = parts.adopt(await startBrowser(), (one) => one.close());
});
afterAll(() => parts.disposeAsync());

it('serves website and API at one origin, with sign-in, subscriptions, terminals and hot reload', async () => {
  await using watched = await openPage(browser, product.url);
  await drawTerminalsWithElements(watched.context);
  const updates: string[] = [];
  watched.page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      const { type } = JSON.parse(String(payload).startsWith('{') ? String(payload) : '{}') as {
        type?: string;
      };
      if (type === 'update' || type === 'full-reload') updates.push(type);
    });
  });
  const lab = new LabPage(watched.page);
  await lab.signUp('developer', 'a few words in a row');
  await lab.createLab('workbench');
  await lab.createNetworks('lan');
  await lab.createContainer('box', 'host', ['lan']);
  await lab.expectPhase('box', 'Ready');
  await new DockPage(watched.page).openTerminal('box');

  updates.length = 0;
  await watched.page.evaluate('window.notReloaded = true');
  const now = new Date();
  utimesSync(join(repositoryRoot, 'apps/web/src/main.css'), now, now);
  // The file may be seen to change twice.
  await expect.poll(() => [...new Set(updates)]).toEqual(['update']);
  expect(await watched.page.evaluate('window.notReloaded')).toBe(true);
  await lab.deleteLab();
  await untilDockerIsEmpty(product);
});
