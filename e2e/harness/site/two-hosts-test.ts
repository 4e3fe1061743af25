/* eslint no-empty-pattern: ["error", { allowObjectPatternsAsParameters: true }] -- vitest reads names from the pattern */
import { it as base } from 'vitest';
import { startSite } from './site.ts';

/**
 * A test with a site of two hosts that reach each other, which all files of its project share. Each test leaves both
 * hosts ready and without labs.
 */
export const it = base.extend('site', { scope: 'worker' }, async ({}, { onCleanup }) => {
  const site = await startSite({ hosts: 2, underlay: true });
  onCleanup(() => site[Symbol.asyncDispose]());
  return site;
});
