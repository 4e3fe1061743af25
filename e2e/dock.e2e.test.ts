import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { expectAccessible } from './harness/accessibility.ts';
import { ask, deleteLabs } from './harness/api.ts';
import { drawTerminalsWithElements, type WatchedPage } from './harness/browser.ts';
import { it, leaveNothingBehind } from './harness/browser-test.ts';
import { DockPage } from './harness/dock-page.ts';
import { LabPage } from './harness/lab-page.ts';

const password = 'a few words in a row';
let first: WatchedPage;
let dock: DockPage;

it.beforeAll(async ({ openPage, product }) => {
  first = await openPage();
  await first.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: product.url });
  await drawTerminalsWithElements(first.context);
  const lab = new LabPage(first.page);
  dock = new DockPage(first.page);
  await lab.signUp('arranger', password);
  await lab.createLab('desk');
  await lab.createNetworks('lan');
  await lab.createContainer('alpha', 'host', ['lan']);
  await lab.closeContainerForm();
  await lab.expectPhase('alpha', 'Ready');
});
it.afterAll(async ({ product }) => {
  await first[Symbol.asyncDispose]();
  await leaveNothingBehind(product);
});

const soon = { timeout: 90_000 };
const line = (name: string): Locator => dock.dock.getByRole('separator', { name });
const valueOf = async (name: string): Promise<number> =>
  Number(await line(name).getAttribute('aria-valuenow'));

/** Drags a splitter by pixels. */
async function drag(name: string, by: { x?: number; y?: number }): Promise<void> {
  // Waits until it stands still, and nothing is in front of it.
  await line(name).hover();
  const box = await line(name).boundingBox();
  if (!box) throw new Error(`The splitter ${name} is not visible.`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const { mouse } = first.page;
  await mouse.move(x, y);
  await mouse.down();
  await mouse.move(x + (by.x ?? 0), y + (by.y ?? 0), { steps: 5 });
  await mouse.up();
}

/** Drags a tab to a point of an element, given as fractions of its width and height. */
async function dragTab(name: string, to: Locator, [across, down]: readonly [number, number]): Promise<void> {
  // Waits until it stands still, and nothing is in front of it.
  await dock.tab(name).hover();
  const [from, target] = await Promise.all([dock.tab(name).boundingBox(), to.boundingBox()]);
  if (!from || !target) throw new Error('The tab or its target is not visible.');
  const { mouse } = first.page;
  await mouse.move(from.x + 20, from.y + from.height / 2);
  await mouse.down();
  await mouse.move(from.x + 30, from.y + from.height / 2, { steps: 3 });
  // What takes the tab appears only once the drag has begun.
  await first.page.locator('[data-drop-target]').first().waitFor();
  const [x, y] = [target.x + across * target.width, target.y + down * target.height];
  await mouse.move(x, y, { steps: 10 });
  await mouse.move(x + 2, y, { steps: 5 });
  await mouse.up();
}

it('shows independent terminals of one container side by side, with draggable splitters', async () => {
  await dock.openTerminal('alpha');
  await dock.watchSize();
  await dock.expectColumns('alpha', (columns) => columns > 100);
  const whole = (await dock.lastSize('alpha'))?.columns ?? 0;
  await dock.dock.getByRole('button', { name: 'Split right' }).click();
  await dock.expectScreen('alpha 2', 'alpha:~#');
  await dock.expectColumns('alpha', (columns) => columns < 0.6 * whole);
  await dock.run('echo "in the second"');
  await dock.expectScreen('alpha 2', /^in the second/m);
  expect(await dock.screen('alpha')).not.toContain('in the second');

  const half = (await dock.lastSize('alpha'))?.columns ?? 0;
  await expect.poll(() => valueOf('Split size'), soon).toBe(50);
  await drag('Split size', { x: -300 });
  await expect.poll(() => valueOf('Split size'), soon).toBeLessThan(35);
  await dock.expectColumns('alpha', (columns) => columns < 0.7 * half);

  const height = await valueOf('Panel height');
  await drag('Panel height', { y: -150 });
  await expect.poll(() => valueOf('Panel height'), soon).toBeGreaterThan(height + 100);
  const taller = await valueOf('Panel height');
  await expect.poll(async () => (await dock.dock.boundingBox())?.height, soon).toBeCloseTo(taller, -1);
});

it('moves tabs between splits by mouse and keyboard', async () => {
  const sides = dock.dock.getByRole('tablist');
  const { keyboard } = first.page;
  await dragTab('alpha 2', dock.tab('alpha'), [0.5, 0.5]);
  await expect.poll(() => sides.count(), soon).toBe(1);
  await dragTab('alpha 2', dock.pane('alpha 2'), [0.9, 0.3]);
  await expect.poll(() => sides.count(), soon).toBe(2);

  await dock.tab('alpha 2').focus();
  await keyboard.press('Shift+ArrowLeft');
  await expect.poll(() => sides.count(), soon).toBe(1);
  await first.page.getByRole('button', { name: 'More actions for alpha 2' }).focus();
  await keyboard.press('Enter');
  const item = first.page.getByRole('menuitem', { name: 'Move to bottom split' });
  await item.waitFor();
  await item.press('Enter');
  await expect.poll(() => sides.count(), soon).toBe(2);
  await expect.poll(() => line('Split size').getAttribute('aria-orientation'), soon).toBe('horizontal');
  // The shell in it keeps running.
  await dock.enter('alpha 2');
  await dock.run('echo "still here"');
  await dock.expectScreen('alpha 2', /^in the second[^]*^still here/m);
  await expectAccessible(first.page);
  await dock.run('exit');
  await dock.pane('alpha 2').getByText('Ended with exit code 0').waitFor();
  await dock.tab('alpha 2').press('Delete');
  await expect.poll(() => sides.count(), soon).toBe(1);
});

it('enters and leaves full screen', async () => {
  const small = await dock.dock.boundingBox();
  await dock.dock.getByRole('button', { name: 'Full screen', exact: true }).click();
  const whole = { x: 0, y: 0, width: 1440, height: 900 };
  await expect.poll(() => dock.dock.boundingBox(), soon).toEqual(whole);
  await expect.poll(async () => (await dock.lastSize('alpha'))?.rows, soon).toBeGreaterThan(30);
  await dock.dock.getByRole('button', { name: 'Exit full screen' }).click();
  await expect.poll(() => dock.dock.boundingBox(), soon).toEqual(small);
  const rows = async (): Promise<number | undefined> => (await dock.lastSize('alpha'))?.rows;
  await expect.poll(rows, soon).toBeLessThanOrEqual(30);
  await dock.dock.getByRole('button', { name: 'Full screen', exact: true }).click();
  await expect.poll(rows, soon).toBeGreaterThan(30);
  await dock.enter('alpha');
  await first.page.keyboard.press('Escape');
  await expect.poll(() => dock.dock.boundingBox(), soon).toEqual(small);
  // The next test takes the last printed size for the usual one.
  await expect.poll(rows, soon).toBeLessThanOrEqual(30);
});

it('changes the font size and follows the theme', async () => {
  await dock.enter('alpha');
  const usual = (await dock.lastSize('alpha'))?.columns ?? 0;
  const { keyboard } = first.page;
  for (let times = 0; times < 6; times += 1) await keyboard.press('Control+Equal');
  await dock.expectColumns('alpha', (columns) => columns < 0.8 * usual);
  await keyboard.press('Control+0');
  await dock.expectColumns('alpha', (columns) => columns === usual);
  await dock.stopWatchingSize();

  const colour = (element: string, what: string): Promise<unknown> =>
    first.page.evaluate(`getComputedStyle(document.querySelector('${element}')).${what}`);
  const ink = (): Promise<unknown> => colour('.xterm-rows', 'color');
  const paper = (): Promise<unknown> => colour('.pane', 'backgroundColor');
  const light = [await ink(), await paper()];
  await first.page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(ink, soon).not.toBe(light[0]);
  await expect.poll(paper, soon).not.toBe(light[1]);
  await first.page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(async () => [await ink(), await paper()], soon).toEqual(light);
});

/** Copies the word `fruit` from the screen of alpha by mouse and keys. */
async function copyFruit({ page }: WatchedPage, there: DockPage): Promise<void> {
  await there.run('clear; echo fruit');
  await there.expectScreen('alpha', /^fruit\n/m);
  const word = there.pane('alpha').locator('.xterm-rows > div', { hasText: 'fruit' }).first();
  // `force`, because the terminal itself handles the mouse, not the elements it draws.
  await word.dblclick({ position: { x: 12, y: 6 }, force: true });
  await page.keyboard.press('Control+Shift+KeyC');
}

it('copies and pastes, and asks before pasting several lines', async () => {
  const clipboard = (): Promise<unknown> => first.page.evaluate('navigator.clipboard.readText()');
  await copyFruit(first, dock);
  await expect.poll(clipboard, soon).toBe('fruit');
  await dock.type('echo "[');
  await first.page.keyboard.press('Control+Shift+KeyV');
  await dock.expectScreen('alpha', /echo "\[fruit$/);
  await dock.run(']"');
  await dock.expectScreen('alpha', /^\[fruit\]/m);

  // cat does not enable bracketed paste, unlike the shell.
  await dock.run("clear; echo re''ady; cat > /root/pasted");
  await dock.expectScreen('alpha', /^ready/m);
  await first.page.evaluate(String.raw`navigator.clipboard.writeText('one\ntwo\n')`);
  const question = dock.pane('alpha').getByRole('alertdialog', { name: 'Paste 2 lines?' });
  await first.page.keyboard.press('Control+Shift+KeyV');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await dock.untilFocused('alpha');
  await first.page.keyboard.press('Control+Shift+KeyV');
  await question.getByRole('button', { name: 'Paste', exact: true }).click();
  await dock.expectScreen('alpha', /^one\ntwo/m);
  await dock.untilFocused('alpha');
  await first.page.keyboard.press('Control+d');
  await dock.run('clear; wc -l /root/pasted');
  await dock.expectScreen('alpha', /^2 \/root\/pasted/m);
});

it('copies without the clipboard API, as over plain HTTP', async ({ openPage }) => {
  await using other = await openPage();
  await drawTerminalsWithElements(other.context);
  await other.context.addInitScript('delete Navigator.prototype.clipboard');
  await other.context.addCookies(await first.context.cookies());
  await other.page.goto(first.page.url());
  const there = new DockPage(other.page);
  await there.openTerminal('alpha');
  await copyFruit(other, there);
  await there.type('echo "[');
  await other.page.keyboard.press('Control+Shift+KeyV');
  await there.expectScreen('alpha', /echo "\[fruit$/);
  await there.run(']"');
  await there.expectScreen('alpha', /^\[fruit\]/m);
});

it('follows, pauses, filters and downloads a log', async () => {
  const { page } = first;
  const print = (what: string): Promise<void> => dock.run(`clear; ${what} > /proc/1/fd/1; echo pri''nted`);
  await dock.enter('alpha');
  // Lines that wrap: their height is known only once they are in view.
  await print(`seq -f "$(printf 'wide %.0s' $(seq 80))%g" 1 300`);
  await dock.expectScreen('alpha', /^printed/m);
  await page.getByRole('button', { name: 'Log of alpha' }).click();
  const log = dock.pane('alpha log');
  const box = log.getByRole('log');
  const atEnd = (): Promise<boolean> =>
    box.evaluate((list) => list.scrollHeight - list.scrollTop - list.clientHeight < 24);
  await log.getByText(/wide 300$/).waitFor();
  await expect.poll(atEnd, soon).toBe(true);

  await box.hover();
  await page.mouse.wheel(0, -2000);
  await log.getByRole('button', { name: 'Follow' }).waitFor();
  await dock.enter('alpha');
  await print('echo more');
  await dock.expectScreen('alpha', /^printed/m);
  await dock.tab('alpha log').press('Enter');
  await log.getByText('301 lines').waitFor();
  expect(await atEnd()).toBe(false);
  await log.getByRole('button', { name: 'Follow' }).click();
  await expect.poll(atEnd, soon).toBe(true);

  await log.getByRole('button', { name: 'Pause' }).click();
  await dock.enter('alpha');
  await print('echo meanwhile');
  await dock.tab('alpha log').press('Enter');
  await log.getByRole('button', { name: 'Resume (1 new)' }).waitFor();
  expect(await log.getByText('meanwhile').count()).toBe(0);
  await log.getByRole('button', { name: 'Resume' }).click();
  await log.getByText('meanwhile').waitFor();

  await log.getByRole('searchbox').fill('30');
  await log.getByText('4 lines').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    log.getByRole('button', { name: 'Download' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('alpha.log');
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
  expect(lines.map((text) => text.split(' ').at(-1))).toEqual(['30', '130', '230', '300']);
});

it('says why terminals end: a revoked session or a deleted lab', async ({ openPage }) => {
  await using other = await openPage();
  await drawTerminalsWithElements(other.context);
  const { page } = other;
  const signIn = async (): Promise<void> => {
    await page.getByLabel('Username').fill('arranger');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  await page.goto('/sign-in');
  await signIn();
  await page.getByRole('heading', { name: 'Labs', level: 1 }).waitFor();
  await page.goto(first.page.url());
  await new DockPage(page).openTerminal('alpha');

  const { viewer } = await ask<{ viewer: { sessions: { id: string; current: boolean }[] } }>(
    first.page,
    '{ viewer { sessions { id current } } }',
  );
  const theirs = viewer.sessions.find(({ current }) => !current);
  const revoke =
    'mutation ($id: ID!) { revokeSession(input: { sessionId: $id }) { ... on UserError { message } } }';
  await ask(first.page, revoke, { id: theirs?.id });
  await page.getByText('Your session has ended. Sign in again to continue where you were.').waitFor();
  await signIn();
  await new DockPage(page).expectScreen('alpha', 'alpha:~#');

  await deleteLabs(first.page);
  await first.page.getByRole('heading', { name: 'This lab was deleted' }).waitFor();
  expect(first.complaints).toEqual([]);
});
