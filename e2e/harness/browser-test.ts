/* eslint no-empty-pattern: ["error", { allowObjectPatternsAsParameters: true }] -- vitest reads names from the pattern */
import { it as base } from 'vitest';
import { openPage, startBrowser, type WatchedPage, type WatchOptions } from './browser.ts';
import { startProduct } from './product.ts';

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
      (options: WatchOptions = {}): Promise<WatchedPage> =>
        openPage(browser, product.url, options),
  );
