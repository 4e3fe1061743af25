import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectAccessible } from './harness/accessibility.ts';
import { ask, deleteLabs, makeLab } from './harness/api.ts';
import { it, leaveNothingBehind } from './harness/browser-test.ts';
import { CanvasPage, centerOf } from './harness/canvas-page.ts';
import { execIn, untilDockerIsEmpty } from './harness/containers.ts';
import { holdEvents } from './harness/held-events.ts';
import { LabPage } from './harness/lab-page.ts';

const password = 'a few words in a row';
/** For an answer of the API. */
const soon = { timeout: 90_000 };

it.afterAll(({ product }) => leaveNothingBehind(product));

it('builds a lab by drag and drop, undoes and redoes edits, and keeps positions', async ({
  openPage,
  product,
}) => {
  await using watched = await openPage();
  const { page } = watched;
  const lab = new LabPage(page);
  const canvas = new CanvasPage(page);
  await lab.signUp('draws', password);
  await lab.createLab('drawn');
  await canvas.show();
  await page.getByRole('region', { name: 'Empty lab' }).waitFor();

  await canvas.dragFromPalette('network', { x: 500, y: 400 });
  await canvas.untilCreated('net-1');
  await canvas.dragFromPalette('host', { x: 300, y: 250 });
  await canvas.untilCreated('host-1');
  await canvas.expectPhase('host-1', 'Ready');
  await canvas.dragFromPalette('web', await centerOf(canvas.node('net-1')));
  await canvas.untilCreated('web-1');
  await canvas.expectPhase('web-1', 'Ready');
  await expect.poll(() => canvas.connectors().count(), soon).toBe(1);

  await canvas.drawConnector('host-1', 'net-1');
  await expect.poll(() => canvas.connectors().count(), soon).toBe(2);
  await expect
    .poll(async () => (await execIn(product, 'host-1', ['ping', '-c1', '-W1', 'web-1'])).code, {
      timeout: 90_000,
    })
    .toBe(0);

  await page.getByText('10.0.1.11').first().waitFor();
  await page.locator('.vue-flow__edge').last().dispatchEvent('click');
  await page.keyboard.press('Delete');
  await expect.poll(() => canvas.connectors().count(), soon).toBe(1);
  await page.keyboard.press('Control+z');
  await expect.poll(() => canvas.connectors().count(), soon).toBe(2);
  await page.keyboard.press('Control+Shift+Z');
  await expect.poll(() => canvas.connectors().count(), soon).toBe(1);

  const before = await centerOf(canvas.node('host-1'));
  await canvas.drag('host-1', { x: -96, y: 160 });
  await page.getByRole('button', { name: /^Undo: Move/ }).waitFor();
  await page.reload();
  await canvas.node('host-1').waitFor();
  await canvas.untilPlaced();
  const [host, net] = [await centerOf(canvas.node('host-1')), await centerOf(canvas.node('net-1'))];
  expect(host.x).toBeLessThan(net.x);
  expect(host.y).toBeGreaterThan(net.y);
  expect(host.y).not.toBe(before.y);

  await canvas.node('web-1').click();
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Its files are permanently deleted.').waitFor();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await canvas.node('web-1').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Undo: Delete web-1/ }).click();
  await canvas.expectPhase('web-1', 'Ready');
  await lab.deleteLab();
  expect(watched.complaints).toEqual([]);
});

it('undoes an edit before its event arrives', async ({ openPage }) => {
  await using watched = await openPage();
  const { page } = watched;
  const events = await holdEvents(page);
  const lab = new LabPage(page);
  const canvas = new CanvasPage(page);
  await lab.signUp('hurries', password);
  await lab.createLab('hurried');
  await canvas.show();
  await canvas.dragFromPalette('network', { x: 500, y: 400 });
  await canvas.untilCreated('net-1');
  await canvas.dragFromPalette('host', await centerOf(canvas.node('net-1')));
  await canvas.untilCreated('host-1');
  await canvas.expectPhase('host-1', 'Ready');
  await page.getByText('10.0.1.10').first().waitFor();

  events.hold();
  await page.locator('.vue-flow__edge').last().dispatchEvent('click');
  await page.keyboard.press('Delete');
  await expect.poll(() => canvas.connectors().count(), soon).toBe(0);
  await page.keyboard.press('Control+z');
  await expect.poll(() => canvas.connectors().count(), soon).toBe(1);
  await page.keyboard.press('Control+Shift+Z');
  await expect.poll(() => canvas.connectors().count(), soon).toBe(0);
  events.release();
  await page.getByRole('button', { name: /^Undo: Disconnect host-1/ }).waitFor();
  await lab.deleteLab();
  expect(watched.complaints).toEqual([]);
});

it('shows every move live to a second viewer', async ({ openPage }) => {
  await using one = await openPage();
  const first = new CanvasPage(one.page);
  const lab = new LabPage(one.page);
  await lab.signUp('moves', password);
  await lab.createLab('seen by two');
  await first.show();
  await first.dragFromPalette('network', { x: 400, y: 300 });
  await first.untilCreated('net-1');
  await first.dragFromPalette('host', { x: 400, y: 500 });
  await first.untilCreated('host-1');
  await first.expectPhase('host-1', 'Ready');

  await using other = await openPage();
  await other.context.addCookies(await one.context.cookies());
  await other.page.goto(one.page.url());
  const second = new CanvasPage(other.page);
  await second.node('host-1').waitFor();
  await second.untilPlaced();
  const apart = async (): Promise<number> => {
    const [host, net] = [await centerOf(second.node('host-1')), await centerOf(second.node('net-1'))];
    return Math.round(host.x - net.x);
  };
  const before = await apart();
  await first.drag('host-1', { x: 240, y: 0 });
  await expect.poll(apart, soon).toBe(before + 240);
  await lab.deleteLab();
  expect([...one.complaints, ...other.complaints]).toEqual([]);
});

it('can be used without a mouse', async ({ openPage }) => {
  await using watched = await openPage();
  const { page } = watched;
  const lab = new LabPage(page);
  const canvas = new CanvasPage(page);
  await lab.signUp('types', password);
  await lab.createLab('typed');
  await canvas.show();
  await page.getByRole('region', { name: 'Empty lab' }).waitFor();

  const focused = (): Promise<string> =>
    page.evaluate(`document.activeElement?.getAttribute('aria-label') ?? ''`);
  await page.keyboard.press('Shift+N');
  await expect.poll(focused, soon).toMatch(/^Network net-1/);
  // Words that are typed by mistake change nothing.
  await page.keyboard.type('10.0.1.11n');
  await page.keyboard.press('Shift+A');
  for (let steps = 0; steps < 3; steps += 1) await page.keyboard.press('ArrowDown');
  await page.getByRole('button', { name: 'Add a host' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await canvas.untilCreated('host-1');
  await canvas.expectPhase('host-1', 'Ready');
  await expect.poll(() => canvas.connectors().count(), soon).toBe(1);
  await page.keyboard.press('Shift+N');
  await expect.poll(focused, soon).toMatch(/^Network net-2/);
  await canvas.focusByArrows('host-1');
  await page.keyboard.press('c');
  const form = page.getByRole('form', { name: 'Connect host-1 to a network' });
  await form.locator(':focus').waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => canvas.connectors().count(), soon).toBe(2);

  await expect.poll(focused, soon).toMatch(/^Container host-1/);
  const before = await centerOf(canvas.node('host-1'));
  await page.keyboard.down('Shift');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.up('Shift');
  await page.getByRole('button', { name: /^Undo: Move/ }).waitFor();
  await expect.poll(async () => (await centerOf(canvas.node('host-1'))).x, soon).toBeGreaterThan(before.x);

  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Container host-1' }).waitFor();
  await page.getByRole('tabpanel', { name: 'Inspector' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(focused, soon).toMatch(/^Container host-1/);
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).press('Enter');
  await canvas.node('host-1').waitFor({ state: 'detached' });
  await lab.deleteLab();
  expect(watched.complaints).toEqual([]);
});

it('creates nodes in quick succession without overlap', async ({ openPage }) => {
  await using watched = await openPage();
  const { page } = watched;
  const lab = new LabPage(page);
  const canvas = new CanvasPage(page);
  await lab.signUp('hasty', password);
  await lab.createLab('in haste');
  await canvas.show();
  await page.getByRole('region', { name: 'Empty lab' }).waitFor();

  for (const what of ['network', 'host', 'host', 'host', 'network'])
    await page.getByRole('button', { name: `Add a ${what}` }).click();
  await canvas.node('net-2').waitFor();
  const names = ['net-1', 'host-1', 'host-2', 'host-3', 'net-2'];
  for (const name of names) await canvas.node(name).waitFor();
  // The view pans to the last one before it gets the focus.
  await canvas.untilCreated('net-2');
  const places = await Promise.all(names.map((name) => centerOf(canvas.node(name))));
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(names.length);
  await expect.poll(() => canvas.connectors().count(), soon).toBe(1);
  await lab.deleteLab();
  expect(watched.complaints).toEqual([]);
});

it('is accessible on canvas and table in both themes, and can be used on a phone', async ({ openPage }) => {
  await using watched = await openPage();
  const { page } = watched;
  const lab = new LabPage(page);
  const canvas = new CanvasPage(page);
  await lab.signUp('looks', password);
  await lab.createLab('looked at');
  await lab.createNetworks('lan');
  await lab.createContainer('alpha', 'host', ['lan']);
  await lab.closeContainerForm();
  await lab.expectPhase('alpha', 'Ready');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`html.${colorScheme}`).waitFor();
    await lab.showTables();
    await expectAccessible(page);
    await canvas.show();
    await canvas.node('alpha').click();
    await page.getByRole('region', { name: 'Container alpha' }).waitFor();
    await expectAccessible(page);
    for (const tab of ['Activity', 'Deployments', 'Inspector']) {
      await page.getByRole('tab', { name: tab }).click();
      await expectAccessible(page);
    }
  }

  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await canvas.node('alpha').waitFor();
  await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  await expectReadableLarge(page, canvas);
  await page.getByRole('button', { name: 'Add a host' }).click();
  await canvas.untilCreated('host-1');
  await canvas.expectPhase('host-1', 'Ready');
  // A tapped node shows its actions.
  await canvas.node('alpha').click();
  const actions = page.getByRole('toolbar', { name: 'Actions of alpha' });
  await actions.getByRole('button', { name: 'Terminal of alpha' }).click();
  await page.getByRole('tabpanel', { name: 'alpha' }).locator(':focus').waitFor();
  await page.getByRole('button', { name: 'Collapse panel' }).click();
  await actions.getByRole('button', { name: 'Details of alpha' }).click();
  await page.getByRole('region', { name: 'Container alpha' }).waitFor();
  await page.getByRole('button', { name: 'Close panel' }).click();
  await actions.waitFor();
  // A node cut off by the edge shows part of its text, which its accessible name must begin with.
  await page.getByRole('button', { name: /^Fit to view/ }).click();
  await expectAccessible(page);
  await lab.deleteLab();
  expect(watched.complaints).toEqual([]);
});

/** A lab that is much higher than a phone. Ends as it began. */
async function expectReadableLarge(page: Page, canvas: CanvasPage): Promise<void> {
  const labId = /lab_\w+/.exec(page.url())?.[0] ?? '';
  const { lab } = await ask<{ lab: Record<'containers' | 'networks', { id: string }[]> }>(
    page,
    'query ($labId: ID!) { lab(id: $labId) { containers { id } networks { id } } }',
    { labId },
  );
  const nodes = [...lab.containers, ...lab.networks];
  await ask(page, 'mutation ($input: MoveNodesInput!) { moveNodes(input: $input) { __typename } }', {
    input: { labId, moves: nodes.map(({ id }, index) => ({ nodeId: id, x: 0, y: 4000 * index })) },
  });
  await page.reload();
  await page.getByRole('button', { name: /^Fit to view, zoom 25/ }).waitFor();
  await page.getByRole('button', { name: /^Fit to view/ }).click();
  const palette = page.getByRole('toolbar', { name: 'Add to the lab' });
  const lowest = async (of: Locator): Promise<number> => {
    const box = await of.boundingBox();
    return (box?.y ?? NaN) + (box?.height ?? NaN);
  };
  await expect
    .poll(async () => (await canvas.node('alpha').boundingBox())?.y ?? 0, soon)
    .toBeGreaterThan(await lowest(palette));
  const tools = await page.getByRole('button', { name: 'Zoom out' }).boundingBox();
  await expect.poll(() => lowest(canvas.node('lan')), soon).toBeLessThan(tools?.y ?? 0);
  await page.getByRole('button', { name: /^Undo: Move/ }).click();
  await page.getByRole('button', { name: /^Redo: Move/ }).waitFor();
  await page.reload();
  await canvas.node('alpha').waitFor();
}

it('gives the focus back to the button that opened a form', async ({ openPage, product }) => {
  await using watched = await openPage();
  const { page } = watched;
  const lab = new LabPage(page);
  await lab.signUp('closes', password);
  await page.goto(`/labs/${await makeLab(page, 'forms', ['typist'])}?view=table`);
  await lab.expectPhase('typist', 'Ready');
  expect(await execIn(product, 'typist', ['hostname'])).toEqual({ code: 0, output: 'typist\r\n' });

  for (const noun of ['container', 'network']) {
    const opener = page.getByRole('button', { name: `New ${noun}` });
    await opener.click();
    const name = page.getByRole('form', { name: `New ${noun}` }).getByLabel('Name', { exact: true });
    await name.and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Escape');
    await opener.and(page.locator(':focus')).waitFor();
  }
  await lab.deleteLab();
  expect(watched.complaints).toEqual([]);
});

it('saves a lab with what its containers hold, and makes another lab of it', async ({
  openPage,
  product,
}) => {
  await using watched = await openPage();
  const { page } = watched;
  const lab = new LabPage(page);
  await lab.signUp('forks', password);
  const labId = await makeLab(page, 'Original', ['keeper']);
  await page.goto(`/labs/${labId}`);
  await lab.showTables();
  await lab.expectPhase('keeper', 'Ready');
  await execIn(product, 'keeper', ['sh', '-c', 'echo kept > /root/note; rm /etc/issue']);
  await page.getByRole('button', { name: 'Save a snapshot' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save a snapshot' });
  await dialog.getByText(/^At most [\d.]+ MB/).waitFor();
  await expectAccessible(page);
  await dialog.getByLabel('Name').fill('Before the change');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'Before the change' });
  await row.getByText('Ready').waitFor();
  await row.getByText(/Original · 1 container · [\d.]+ MB/).waitFor();
  await expectAccessible(page);
  await deleteLabs(page);
  // The next container has the same name.
  await untilDockerIsEmpty(product);
  await page.getByRole('button', { name: 'Make a new lab of Before the change' }).click();
  await page.getByRole('heading', { name: 'Original' }).waitFor();
  await lab.expectPhase('keeper', 'Ready');
  const look = ['sh', '-c', '[ ! -e /etc/issue ] && cat /root/note'];
  expect((await execIn(product, 'keeper', look)).output.trim()).toBe('kept');
  await deleteLabs(page);
  expect(watched.complaints).toEqual([]);
});
