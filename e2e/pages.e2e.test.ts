import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '@pineapple/launcher';
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { accessibilityProblems } from './harness/accessibility.ts';
import { ask, deleteLabs, makeLab } from './harness/api.ts';
import type { WatchedPage } from './harness/browser.ts';
import { it, leaveNothingBehind } from './harness/browser-test.ts';
import { CanvasPage } from './harness/canvas-page.ts';
import { LabPage } from './harness/lab-page.ts';
import { heading, pageStates } from './harness/page-states.ts';
import { tabTo } from './harness/tab-to.ts';

const password = 'a few words in a row';
let labId = '';
let cookies: Awaited<ReturnType<BrowserContext['cookies']>> = [];
let newcomer: typeof cookies = [];

it.beforeAll(async ({ openPage, product }) => {
  await using watched = await openPage();
  const lab = new LabPage(watched.page);
  await lab.signUp('newcomer', password);
  newcomer = await watched.context.cookies();
  await watched.context.clearCookies();
  await lab.signUp('owner', password);
  await lab.becomeOperator(product.operatorCode ?? '');
  labId = await makeLab(watched.page, 'Walk', ['left', 'right']);
  await annotate(watched.page, labId);
  cookies = await watched.context.cookies();
  await watched.page.goto(`/labs/${labId}`);
  await lab.showTables();
  for (const name of ['left', 'right']) await lab.expectPhase(name, 'Ready');
  // Switching the view deletes nothing.
  expect((await watched.page.locator('[aria-live=polite]').allInnerTexts()).join()).not.toContain('deleted');
});
/** A note and a frame beside the nodes, which are at the origin and below it. */
async function annotate(page: Page, lab: string): Promise<void> {
  const create =
    'mutation ($input: CreateAnnotationInput!) { createAnnotation(input: $input) { __typename } }';
  for (const input of [
    { kind: 'NOTE', text: 'Ping right from left.', position: { x: -480, y: 0 } },
    { kind: 'RECTANGLE', text: 'Area 0', position: { x: -520, y: -60 }, width: 280, height: 200 },
  ]) {
    const made = await ask(page, create, { input: { labId: lab, ...input } });
    expect(made).toEqual({ createAnnotation: { __typename: 'CreateAnnotationPayload' } });
  }
}

it.afterAll(async ({ openPage, product }) => {
  await using watched = await openPage();
  await watched.context.addCookies(cookies);
  await deleteLabs(watched.page);
  await leaveNothingBehind(product);
});

/** Each test opens dozens of pages. */
const manyPages = { timeout: 600_000 };

interface Shift {
  readonly value: number;
  /** The classes of what moved. */
  readonly moved: readonly string[];
}

/** Records the layout shifts of a page, by the Layout Instability API. */
async function recordShifts(page: Page): Promise<void> {
  const content = `
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, sources, hadRecentInput } of list.getEntries()) {
        const moved = sources.map(({ node }) => node?.parentElement?.className + ' > ' + node?.className);
        if (!hadRecentInput) window.shifts.push({ value, moved });
      }
    }).observe({ type: 'layout-shift', buffered: true });`;
  await page.addInitScript({ content });
}

/** What moved, unless it was little: Web Vitals rate a sum below 0.1 as good. */
async function largeShifts(page: Page): Promise<readonly Shift[]> {
  const shifts = await page.evaluate<readonly Shift[]>('window.shifts');
  return shifts.reduce((sum, { value }) => sum + value, 0) < 0.05 ? [] : shifts;
}

/** Opens the command palette by its keys, and waits until it takes what is typed. */
async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Command palette' });
  await field.and(page.locator(':focus')).waitFor();
}

/** Measures the properties that are checked on every page. */
async function measurePage(
  { page, complaints }: WatchedPage,
  rules: 'everything' | 'colours',
): Promise<object> {
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  return {
    problems: await accessibilityProblems(page, rules),
    title: await page.title(),
    headings: await page.locator('h1').count(),
    overflow: Math.max(0, overflow),
    shifts: await largeShifts(page),
    complaints,
  };
}

// Each page loads in one theme and then switches to the other, where only the colours differ: half as many loads for both.
it.concurrent.for([
  { width: 1440, loaded: 'light', switched: 'dark' },
  { width: 390, loaded: 'dark', switched: 'light' },
] as const)(
  'every page and state is accessible and fits at $width pixels, in the $loaded theme and then in the $switched one',
  manyPages,
  // Its own `expect`, because the two run at the same time.
  async ({ width, loaded, switched }, { openPage, expect: expectHere }) => {
    for (const { name, who, path, title, before, until } of pageStates) {
      await using watched = await openPage({ colorScheme: loaded, width });
      const { page, context } = watched;
      if (who !== 'guest') await context.addCookies(who === 'owner' ? cookies : newcomer);
      await recordShifts(page);
      await before?.(page);
      await page.goto(path(labId));
      await until(page);
      const expected = {
        problems: [],
        title: `${title} · Pineapple Networks`,
        headings: 1,
        overflow: 0,
        shifts: [],
        complaints: [],
      };
      await page.locator(`html.${loaded}`).waitFor();
      await expectHere
        .poll(() => measurePage(watched, 'everything'), { message: `${name}, ${loaded}` })
        .toEqual(expected);
      await page.emulateMedia({ colorScheme: switched });
      await page.locator(`html.${switched}`).waitFor();
      await expectHere
        .poll(() => measurePage(watched, 'colours'), { message: `${name}, ${switched}` })
        .toEqual(expected);
    }
  },
);

it('can be used without a mouse', async ({ openPage }) => {
  await using watched = await openPage();
  const { page } = watched;
  const { keyboard } = page;
  const go = async (words: string, arrive: string): Promise<void> => {
    await openPalette(page);
    await keyboard.type(words);
    // Enter takes the highlighted option.
    await page.locator('[role=option][data-highlighted]', { hasText: new RegExp(words, 'i') }).waitFor();
    await keyboard.press('Enter');
    await heading(arrive)(page);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };

  await page.goto('/sign-up');
  await tabTo(page, 'textbox', 'Username');
  await keyboard.type('typist');
  await tabTo(page, 'textbox', 'Password');
  await keyboard.type(password);
  await keyboard.press('Enter');
  await heading('Labs')(page);
  // The router focuses the new page.
  await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('main');

  await tabTo(page, 'textbox', 'Lab name');
  await keyboard.type('by keys');
  await keyboard.press('Enter');
  await heading('by keys')(page);
  await go('dashboard', 'Dashboard');
  await go('by keys', 'by keys');
  await go('API', 'API');
  await tabTo(page, 'link', 'Images');
  await keyboard.press('Enter');
  await page.getByRole('article', { name: 'Images' }).waitFor();
  await tabTo(page, 'button', 'Run');
  await keyboard.press('Enter');
  await page.getByText('200 OK').waitFor();
  await tabTo(page, 'textbox', 'Name');
  await keyboard.type('keys');
  await tabTo(page, 'checkbox', /^Terminals/);
  await keyboard.press('Space');
  await tabTo(page, 'button', 'Create token');
  await keyboard.press('Enter');
  await page.getByText(/^pn_/).waitFor();
  await tabTo(page, 'button', 'Revoke keys');
  await keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'button', 'Revoke token');
  await keyboard.press('Enter');
  await page.getByText('No tokens yet.').waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await openPalette(page);
  await keyboard.type('dark theme');
  await page.locator('[role=option][data-highlighted]', { hasText: 'Dark theme' }).waitFor();
  await keyboard.press('Enter');
  await expect.poll(() => page.locator('html.dark').count()).toBe(1);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await go('account', 'Account');
  await go('sign out', 'Sign in');
  expect(watched.complaints).toEqual([]);
});

it('shows operators the state of each host live', async ({ openPage, product }) => {
  await using watched = await openPage();
  const { page, context } = watched;
  await context.addCookies(cookies);
  await page.goto('/labs');
  await page.getByRole('link', { name: 'Hosts' }).click();
  const host = page.getByRole('list', { name: 'Hosts' }).getByRole('listitem').first();
  await host.getByText('Ready', { exact: true }).waitFor();
  await host.getByText(/of [\d.]+ GB/).waitFor();
  // A message is shown for a moment only.
  await Promise.all([
    page.getByText(/accepts no new labs\.$/).waitFor(),
    host.getByText('Cordoned', { exact: true }).waitFor(),
    host.getByRole('button', { name: /^Cordon/ }).click(),
  ]);
  // Another operator, elsewhere.
  const uncordon = 'mutation ($hostId: ID!) { uncordonHost(input: { hostId: $hostId }) { __typename } }';
  await ask(page, uncordon, { hostId: product.hostId });
  await host.getByText('Ready', { exact: true }).waitFor();
  // The next report arrives without a reload: an agent that starts sends one at once.
  const lastReport = host.locator('time');
  const before = await lastReport.getAttribute('datetime');
  product.processes.agent.kill('SIGKILL');
  await expect.poll(() => lastReport.getAttribute('datetime')).not.toBe(before);
  expect(watched.complaints).toEqual([]);
});

it('selects a container chosen on another page', async ({ openPage }) => {
  await using watched = await openPage();
  const { page, context } = watched;
  await context.addCookies(cookies);
  await page.goto('/dashboard');
  await heading('Dashboard')(page);
  await openPalette(page);
  await page.keyboard.type('right');
  await page.locator('[role=option][data-highlighted]', { hasText: /^right/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Container right' }).waitFor();
  expect(watched.complaints).toEqual([]);
});

/** Where the website has the code of the canvas. */
function canvasFile(): string {
  const manifest = join(repositoryRoot, 'apps/web/dist/.vite/manifest.json');
  const files = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, { readonly file: string }>;
  return files['src/features/lab/canvas/LabCanvas.vue']?.file ?? 'the canvas has no file of its own';
}

it('selects that container once the canvas has loaded, however late', async ({ openPage }) => {
  await using watched = await openPage();
  const { page, context } = watched;
  await context.addCookies(cookies);
  const { promise: loaded, resolve: load } = Promise.withResolvers<void>();
  await page.route(`/${canvasFile()}`, async (route) => {
    await loaded;
    await route.continue();
  });
  const { lab: walk } = await ask<{ lab: { containers: { id: string; name: string }[] } }>(
    page,
    'query ($id: ID!) { lab(id: $id) { containers { id name } } }',
    { id: labId },
  );
  await page.goto(`/labs/${labId}?container=${walk.containers.find(({ name }) => name === 'right')?.id}`);
  await page.getByRole('region', { name: 'Container right' }).waitFor();
  expect(await new CanvasPage(page).node('right').count(), 'the canvas has not loaded').toBe(0);
  // Keys pressed before the canvas has loaded are ignored.
  for (const key of ['f', 'n', '+']) await page.keyboard.press(key);
  load();
  await new CanvasPage(page).node('right').and(page.locator('[aria-pressed=true]')).waitFor();
  expect(await new CanvasPage(page).node('net-1').count()).toBe(0);
  expect(watched.complaints).toEqual([]);
});

it('says once that it is offline', async ({ openPage }) => {
  await using watched = await openPage({
    expected: /ERR_INTERNET_DISCONNECTED|WebSocket/,
  });
  const { page, context } = watched;
  await context.addCookies(newcomer);
  await page.goto('/labs');
  await page.getByText('Create your first lab').waitFor();
  const place = (): Promise<unknown> => page.getByRole('heading', { level: 1 }).boundingBox();
  await page.evaluate('document.fonts.ready');
  const before = await place();
  await context.setOffline(true);
  await page.getByText('You are offline.').waitFor();
  expect(await place()).toEqual(before);
  await page.getByLabel('Lab name').fill('never');
  const messages = page.getByRole('region', { name: 'Notifications' }).getByRole('listitem');
  for (const text of ['Can’t reach the server', '2 times', '3 times']) {
    await page.getByRole('button', { name: 'Create lab' }).click();
    await messages.getByText(text).waitFor();
  }
  await expect.poll(() => page.getByText('Can’t reach the server').count()).toBe(1);
  await context.setOffline(false);
  await page.getByText('You are offline.').waitFor({ state: 'detached' });
  expect(watched.complaints).toEqual([]);
});
