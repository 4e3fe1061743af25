import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { dockerClient, repositoryRoot, type Product } from '@pineapple/launcher';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createLab, deleteLabs } from './harness/api.ts';
import { drawTerminalsWithElements, openPage, startBrowser } from './harness/browser.ts';
import { CanvasPage } from './harness/canvas-page.ts';
import { LabPage } from './harness/lab-page.ts';
import { containerKey, leftInDocker } from '@pineapple/test-kit/hosts';
import { startProduct } from './harness/product.ts';
import { describeScreenshots, variants } from './screenshots/describe-screenshots.ts';
import { makeOffices } from './screenshots/shown-labs.ts';
import { scenes, terminalText, type Scene, type ShownLabs } from './screenshots/scenes.ts';

/**
 * Takes screenshots of every page of the real product in both themes, wide and narrow, and writes docs/screenshots.md:
 * `node e2e/take-screenshots.ts [folder] [scene…]`. With a folder it writes PNG files there and leaves docs/ unchanged.
 */
const [asked, ...only] = process.argv.slice(2);
const folder = asked ?? join(repositoryRoot, 'docs/images');
const format = asked ? 'png' : 'webp';
const password = 'a few words in a row';
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

async function signUp(browser: Browser, url: string, name: string, operatorCode?: string): Promise<Cookies> {
  await using watched = await openPage(browser, url);
  const lab = new LabPage(watched.page);
  await lab.signUp(name, password);
  if (operatorCode !== undefined) await lab.becomeOperator(operatorCode);
  return await watched.context.cookies();
}

/** Creates the labs of the screenshots: one with routers, one with offices, one with a failed container. */
async function createLabs(page: Page, product: Product): Promise<ShownLabs> {
  const lab = new LabPage(page);
  const ready = async (labId: string, names: readonly string[]): Promise<void> => {
    await page.goto(`/labs/${labId}?view=table`);
    for (const name of names) await lab.expectPhase(name, 'Ready');
  };
  const shop = await createLab(page, { name: 'Web shop', templateId: 'web-and-clients' });
  const offices = await makeOffices(page);
  const triangle = await createLab(page, { name: 'OSPF triangle', templateId: 'ospf-triangle' });
  await ready(shop, ['web', 'client-1']);
  await ready(offices, ['core', 'intranet']);
  await ready(triangle, ['r1', 'r2', 'r3', 'host-3']);

  const client = await containerKey(product, 'client-1');
  await dockerClient(product.dockerHost).getContainer(client).kill();
  await page.goto(`/labs/${shop}?view=table`);
  await lab.expectPhase('client-1', 'Failed');

  await page.goto(`/labs/${offices}?view=canvas`);
  await new CanvasPage(page).node('core').dblclick();
  await terminalText(page, 'core:~#').waitFor();
  await page.keyboard.type('clear; ip -brief address; ping -n -c 3 intranet\n');
  await terminalText(page, 'packet loss').waitFor();
  return { triangle, offices };
}

async function take(
  browser: Browser,
  url: string,
  cookies: Cookies,
  scene: Scene,
  path: string,
): Promise<void> {
  for (const { suffix, width, height, colorScheme } of variants) {
    await using watched = await openPage(browser, url, { width, height, colorScheme });
    const { page, context } = watched;
    await drawTerminalsWithElements(context);
    if (cookies.length > 0) await context.addCookies(cookies);
    await page.goto(path);
    await scene.until(page);
    // Narrow pages that scroll are shown in full, except under a dialog.
    if (width < 1000 && (await page.getByRole('dialog').count()) === 0) await stretch(page);
    await shoot(page, join(folder, `${scene.name}${suffix}.${format}`));
    if (watched.complaints.length > 0) console.warn(scene.name, suffix, watched.complaints);
  }
}

/** Makes the viewport as high as the page, because content outside of it may not be rendered. */
async function stretch(page: Page): Promise<void> {
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  const needed = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.setViewportSize({ width, height: Math.max(height, needed) });
}

/** Uses the browser's protocol, because it supports WebP: a fifth of the size of PNG. */
async function shoot(page: Page, path: string): Promise<void> {
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format, quality: 90 });
  writeFileSync(path, Buffer.from(data, 'base64'));
}

mkdirSync(folder, { recursive: true });
await using product = await startProduct();
const browser = await startBrowser();
try {
  const newcomer = await signUp(browser, product.url, 'bromelia');
  const owner = await signUp(browser, product.url, 'ananas', product.operatorCode ?? '');
  await using watched = await openPage(browser, product.url);
  await drawTerminalsWithElements(watched.context);
  await watched.context.addCookies(owner);
  const labs = await createLabs(watched.page, product);
  for (const scene of scenes) {
    if (only.length > 0 && !only.includes(scene.name)) continue;
    console.log(scene.name);
    const cookies = { guest: [], newcomer, owner }[scene.who];
    await take(browser, product.url, cookies, scene, scene.path(labs));
  }
  if (!asked) writeFileSync(join(repositoryRoot, 'docs/screenshots.md'), describeScreenshots(scenes));
  await deleteLabs(watched.page);
  // Only a running agent removes what labs have in Docker.
  while ((await leftInDocker(product)).length > 0) await setTimeout(200);
} finally {
  await browser.close();
}
