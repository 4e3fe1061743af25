import { freePorts } from '@pineapple/launcher';
import type { Browser } from 'playwright-core';
import { expect } from 'vitest';
import { deleteLabs, makeLab } from './harness/api.ts';
import { openPage, startBrowser } from './harness/browser.ts';
import { it, leaveNothingBehind } from './harness/browser-test.ts';
import { LabPage } from './harness/lab-page.ts';
import { lighthouseReport } from './harness/lighthouse.ts';

let browser: Browser;
let port: number;

it.beforeAll(async () => {
  [port = 0] = await freePorts(1);
  browser = await startBrowser([`--remote-debugging-port=${port}`]);
});
it.afterAll(async ({ product }) => {
  await browser.close();
  await leaveNothingBehind(product);
});

/**
 * Every score must be at least 95. The machine's speed decides about performance, and a busy one lowers it, so measures up
 * to eight times.
 */
async function expectGood(url: string, leastPerformance: number, cookie?: string): Promise<void> {
  const tries: string[] = [];
  for (let times = 0; times < 8; times += 1) {
    const { scores, losses } = await lighthouseReport(url, port, cookie);
    tries.push(`${JSON.stringify(scores)} ${losses.join(', ')}`);
    const least = { performance: leastPerformance } as Readonly<Record<string, number>>;
    if (Object.entries(scores).every(([name, score]) => score >= (least[name] ?? 95))) return;
  }
  expect.fail(`${new URL(url).pathname} scores too low:\n${tries.join('\n')}`);
}

it('scores the sign-in page at least 95 in every category', async ({ product }) => {
  await expectGood(`${product.url}/sign-in`, 95);
});

// Half as fast a machine gives 84 to 97. 80 is what a page that got slower falls below everywhere.
it('scores the lab page at least 95, and 80 for performance', async ({ product }) => {
  await using watched = await openPage(browser, product.url);
  const { page, context } = watched;
  const lab = new LabPage(page);
  await lab.signUp('lighthouse', 'a few words in a row');
  const labId = await makeLab(page, 'Seen from afar', ['left', 'right']);
  await page.goto(`/labs/${labId}`);
  await lab.showTables();
  await lab.expectPhase('right', 'Ready');
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  try {
    await expectGood(`${product.url}/labs/${labId}`, 80, cookie);
  } finally {
    await deleteLabs(page);
  }
});
