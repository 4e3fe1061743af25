/* eslint no-empty-pattern: ["error", { allowObjectPatternsAsParameters: true }] -- vitest reads names from the pattern */
import { request, type BrowserContext } from 'playwright-core';
import { it as base } from 'vitest';
import { ask, deleteLabs } from './api.ts';
import type { Product } from '@pineapple/launcher';
import { openPage, startBrowser, type WatchedPage, type WatchOptions } from './browser.ts';
import { untilDockerIsEmpty } from './containers.ts';
import { startProduct } from './product.ts';

/** What the closed pages of this file were signed in with. */
const sessions: Awaited<ReturnType<BrowserContext['storageState']>>[] = [];

/**
 * A test with a product and a browser that all files of its project share, because each start takes seconds. Each file signs up users of its own and leaves no lab behind.
 */
export const it = base
  .extend('product', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const product = await startProduct();
    onCleanup(() => product[Symbol.asyncDispose]());
    return product;
  })
  .extend('browser', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const browser = await startBrowser();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend(
    'openPage',
    { scope: 'worker' },
    ({ browser, product }) =>
      async (options: WatchOptions = {}): Promise<WatchedPage> => {
        const watched = await openPage(browser, product.url, options);
        return {
          ...watched,
          async [Symbol.asyncDispose]() {
            sessions.push(await watched.context.storageState());
            await watched[Symbol.asyncDispose]();
          },
        };
      },
  );

/** Deletes the labs that a failed test left, which would disturb the tests of later files. To be called after all tests. */
export async function leaveNothingBehind(product: Product): Promise<void> {
  for (const storageState of sessions.splice(0)) {
    const api = await request.newContext({ baseURL: product.url, storageState });
    const { viewer } = await ask<{ viewer: object | null }>({ request: api }, '{ viewer { username } }');
    if (viewer) await deleteLabs({ request: api });
    await api.dispose();
  }
  await untilDockerIsEmpty(product);
}
