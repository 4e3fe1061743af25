import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ask, deleteLabs, makeLab } from './harness/api.ts';
import { it, leaveNothingBehind } from './harness/browser-test.ts';
import { CanvasPage } from './harness/canvas-page.ts';
import { execIn } from './harness/containers.ts';
import { leftInDocker } from '@pineapple/test-kit/hosts';
import { LabPage } from './harness/lab-page.ts';
import { tabTo } from './harness/tab-to.ts';

const password = 'a few words in a row';
const soon = { timeout: 90_000 };

it.afterAll(({ product }) => leaveNothingBehind(product));

const focusedName = (page: Page): Promise<string> =>
  page.evaluate(`document.activeElement?.getAttribute('aria-label') ?? ''`);

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

it('does everything on the canvas without a mouse', async ({ openPage, product }) => {
  await using watched = await openPage();
  const { page } = watched;
  const canvas = new CanvasPage(page);
  await new LabPage(page).signUp('pianist', password);
  const labId = await makeLab(page, 'Keys', ['box']);
  await page.goto(`/labs/${labId}?view=canvas`);
  await canvas.expectPhase('box', 'Ready');
  const focusIn = (form: string) => page.getByRole('form', { name: form }).locator(':focus');
  const shown = (label: RegExp) => page.getByRole('button', { name: label }).waitFor();
  /** Tabs to the canvas, which is one tab stop, then moves with the arrow keys. */
  async function focusBox(): Promise<void> {
    for (let steps = 0; steps < 60 && !/^(Network|Container) /.test(await focusedName(page)); steps += 1) {
      await press(page, 'Tab');
    }
    await canvas.focusByArrows('box');
  }

  expect((await execIn(product, 'box', ['touch', '/kept'])).code).toBe(0);
  await focusBox();
  await press(page, 'F2');
  await focusIn('Rename box').waitFor();
  await page.keyboard.type('crate');
  await press(page, 'Enter');
  await shown(/^Undo: Rename box to crate/);
  // In place: the same container has the new name, and its files.
  await expect
    .poll(async () => (await execIn(product, 'crate', ['sh', '-c', 'hostname; ls /kept'])).output, soon)
    .toBe('crate\r\n/kept\r\n');
  await canvas.expectPhase('crate', 'Ready');
  await expect.poll(() => focusedName(page), soon).toMatch(/^Container crate/);
  await press(page, 'Control+z');
  await shown(/^Redo: Rename/);
  await canvas.expectPhase('box', 'Ready');

  // Disconnect and connect.
  await focusBox();
  await press(page, 'Enter');
  await page.getByRole('region', { name: 'Container box' }).waitFor();
  await tabTo(page, 'button', 'Disconnect box from lan');
  await press(page, 'Enter');
  await expect.poll(() => canvas.connectors().count(), soon).toBe(0);
  await shown(/^Undo: Disconnect/);
  await press(page, 'Control+z');
  await expect.poll(() => canvas.connectors().count(), soon).toBe(1);
  await shown(/^Redo: Disconnect/);
  await press(page, 'Control+Shift+Z');
  await expect.poll(() => canvas.connectors().count(), soon).toBe(0);
  await focusBox();
  await press(page, 'c');
  await focusIn('Connect box to a network').waitFor();
  await press(page, 'Enter');
  await expect.poll(() => canvas.connectors().count(), soon).toBe(1);
  // The form closes with the answer, and gives the focus back.
  await expect.poll(() => focusedName(page), soon).toMatch(/^Container box/);

  // Stop and start.
  await focusBox();
  await press(page, 'Enter');
  await tabTo(page, 'button', 'Stop');
  await press(page, 'Enter');
  await canvas.expectPhase('box', 'Stopped');
  await tabTo(page, 'button', 'Start');
  await press(page, 'Enter');
  await canvas.expectPhase('box', 'Ready');

  // View and selection.
  const zoom = page.getByRole('button', { name: /^Fit to view/ });
  const far = await zoom.innerText();
  await press(page, '+');
  await expect.poll(() => zoom.innerText(), soon).not.toBe(far);
  await press(page, '-', 'f', 'm');
  await page.locator('.minimap').waitFor();
  await press(page, 'Shift+L');
  await shown(/^Undo: Move/);
  await press(page, 'Control+a');
  await page.getByRole('region', { name: 'Selection' }).getByText('1 container, 1 network').waitFor();
  await press(page, 'Escape');
  await page.getByRole('region', { name: 'Selection' }).waitFor({ state: 'detached' });
  await press(page, 'i');
  await page.getByRole('tablist', { name: 'Panel' }).waitFor({ state: 'detached' });
  await press(page, 'i');
  await tabTo(page, 'tab', 'Inspector');
  await press(page, 'ArrowRight');
  await page.getByRole('list', { name: 'Newest first' }).waitFor();

  // The context menu.
  await focusBox();
  await press(page, 'Shift+F10');
  await page.locator('[role=menu]:focus, [role=menu] :focus').first().waitFor();
  const chosen = (): Promise<string> =>
    page.evaluate(
      `document.activeElement.matches('[role=menuitem]') ? document.activeElement.textContent : ''`,
    );
  for (let steps = 0; steps < 6 && !(await chosen()).includes('Open stats'); steps += 1) {
    const before = await chosen();
    await press(page, 'ArrowDown');
    await expect.poll(chosen, soon).not.toBe(before);
  }
  await press(page, 'Enter');
  // It takes the focus once it has loaded.
  await page.getByLabel('Stats of box', { exact: true }).and(page.locator(':focus')).waitFor();

  // A terminal takes the keyboard.
  await focusBox();
  await press(page, 't');
  await page.getByRole('tabpanel', { name: 'box', exact: true }).locator(':focus').waitFor();
  await press(page, 'v');
  expect(
    await page.getByRole('button', { name: 'New network' }).count(),
    'typed into the terminal, not a shortcut',
  ).toBe(0);
  await deleteLabs(page);
  expect(watched.complaints).toEqual([]);
});

it('does everything in the tables without a mouse', async ({ openPage }) => {
  await using watched = await openPage();
  const { page } = watched;
  const lab = new LabPage(page);
  await lab.signUp('clerk', password);
  await tabTo(page, 'textbox', 'Lab name');
  await page.keyboard.type('Ledger');
  await press(page, 'Enter');
  await page.getByRole('heading', { name: 'Ledger', level: 1 }).waitFor();
  await press(page, 'v');

  await tabTo(page, 'button', 'New network');
  await press(page, 'Enter');
  for (const name of ['lan', 'dmz']) {
    await expect.poll(() => page.evaluate('document.activeElement.name'), soon).toBe('name');
    await press(page, 'Control+a');
    await page.keyboard.type(name);
    await press(page, 'Enter');
    await lab.network(name).waitFor();
    await page.locator('button:enabled', { hasText: 'Create network' }).waitFor();
  }
  await press(page, 'Escape');

  await tabTo(page, 'button', 'New container');
  await press(page, 'Enter');
  const form = page.getByRole('form', { name: 'New container' });
  await form.locator('[name=name]:focus').waitFor();
  await press(page, 'Control+a');
  await page.keyboard.type('box');
  await tabTo(page, 'radio', /^host/);
  await press(page, 'ArrowDown');
  await expect.poll(() => form.getByRole('radio', { name: /^host/ }).isChecked(), soon).toBe(false);
  await press(page, 'ArrowUp');
  await tabTo(page, 'checkbox', /^lan/);
  await press(page, 'Space', 'Enter');
  await lab.expectPhase('box', 'Ready');
  await press(page, 'Escape');

  const box = lab.container('box');
  await tabTo(page, 'button', 'Connect to a network, box');
  await press(page, 'Enter');
  await page.getByRole('form', { name: 'Connect box to a network' }).locator(':focus').waitFor();
  await press(page, 'Enter');
  await box.getByRole('button', { name: 'Disconnect box from dmz' }).waitFor();
  await page.getByRole('form', { name: 'Connect box to a network' }).waitFor({ state: 'detached' });
  await tabTo(page, 'button', 'Disconnect box from dmz');
  await press(page, 'Enter');
  await box.getByRole('button', { name: 'Disconnect box from dmz' }).waitFor({ state: 'detached' });
  await tabTo(page, 'button', 'Internet access for lan');
  await press(page, 'Enter');
  await lab.network('lan').getByText('internet', { exact: true }).waitFor();
  for (const [button, phase] of [
    ['Stop box', 'Stopped'],
    ['Start box', 'Ready'],
    ['Restart box', 'Ready'],
  ] as const) {
    await tabTo(page, 'button', button);
    await press(page, 'Enter');
    await lab.expectPhase('box', phase);
  }
  await tabTo(page, 'button', 'Rename box');
  await press(page, 'Enter');
  await page.getByRole('form', { name: 'Rename box' }).locator(':focus').waitFor();
  await press(page, 'Control+a');
  await page.keyboard.type('crate');
  await press(page, 'Enter');
  await lab.expectPhase('crate', 'Ready');
  // The form closes with the answer, and gives the focus back.
  await page.getByRole('button', { name: 'Rename crate' }).and(page.locator(':focus')).waitFor();
  await tabTo(page, 'button', 'Delete crate');
  await press(page, 'Enter');
  await tabTo(page, 'button', 'Delete container');
  await press(page, 'Enter');
  await lab.container('crate').waitFor({ state: 'detached' });
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await tabTo(page, 'button', 'Delete dmz');
  await press(page, 'Enter');
  await lab.network('dmz').waitFor({ state: 'detached' });

  await tabTo(page, 'button', 'Rename');
  await press(page, 'Enter');
  await expect.poll(() => page.evaluate('document.activeElement.name'), soon).toBe('name');
  await press(page, 'Control+a');
  await page.keyboard.type('Journal');
  await press(page, 'Enter');
  await page.getByRole('heading', { name: 'Journal', level: 1 }).waitFor();
  await tabTo(page, 'button', 'Delete lab');
  await press(page, 'Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'button', 'Delete lab');
  await press(page, 'Enter');
  await page.getByRole('heading', { name: 'Labs', level: 1 }).waitFor();
  expect(watched.complaints).toEqual([]);
});

it('manages and deletes an account without a mouse', async ({ openPage, product }) => {
  await using here = await openPage();
  await using there = await openPage();
  const { page } = here;
  await new LabPage(page).signUp('keeper', password);
  await makeLab(page, 'left behind', ['one']);
  await there.page.goto('/sign-in');
  await there.page.keyboard.press('Tab');
  await tabTo(there.page, 'textbox', 'Username');
  await there.page.keyboard.type('keeper');
  await tabTo(there.page, 'textbox', 'Password');
  await there.page.keyboard.type(password);
  await press(there.page, 'Enter');
  await there.page.getByRole('heading', { name: 'Labs', level: 1 }).waitFor();

  await page.goto('/account');
  const signOuts = page.getByRole('button', { name: /^Sign out Chrome/ });
  await tabTo(page, 'button', /^Sign out Chrome/);
  const before = await signOuts.count();
  await press(page, 'Enter');
  await there.page.getByText('Your session has ended').waitFor();
  // The list gives the focus away when the session leaves it.
  await expect.poll(() => signOuts.count(), soon).toBe(before - 1);
  await tabTo(page, 'textbox', 'Current password');
  await page.keyboard.type(password);
  await tabTo(page, 'textbox', 'New password');
  await page.keyboard.type('quite another sentence');
  await press(page, 'Enter');
  await page.getByText('Password changed.').waitFor();

  await tabTo(page, 'button', 'Delete account…');
  await press(page, 'Enter');
  await page.getByText('1 lab with 1 container').waitFor();
  await tabTo(page, 'textbox', 'Type keeper to confirm');
  await page.keyboard.type('keeper');
  await tabTo(page, 'textbox', 'Password');
  await page.keyboard.type('quite another sentence');
  await press(page, 'Enter');
  await page.getByRole('heading', { name: 'Create an account', level: 1 }).waitFor();
  expect(await ask(page, '{ viewer { username } }')).toEqual({ viewer: null });
  await expect.poll(() => leftInDocker(product)).toEqual([]);
  expect([...here.complaints, ...there.complaints]).toEqual([]);
});

it('runs no transitions with reduced motion, so that new elements can be focused at once', async ({
  openPage,
}) => {
  await using watched = await openPage();
  const { page } = watched;
  await page.goto('/sign-in');
  const form = page.locator('form');
  await form.waitFor();
  await page.evaluate(`document.forms[0].style.visibility = 'hidden'`);
  await form.waitFor({ state: 'hidden' });
  // A canvas node is hidden until it is measured, and is then focused.
  const show = `document.forms[0].style.visibility = 'visible', document.getAnimations().length`;
  expect(await page.evaluate(show)).toBe(0);
  await form.waitFor();
});
