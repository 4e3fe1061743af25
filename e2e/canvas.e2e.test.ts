import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ask, deleteLabs, makeLab } from './harness/api.ts';
import type { WatchedPage } from './harness/browser.ts';
import { it, leaveNothingBehind } from './harness/browser-test.ts';
import { CanvasPage, centerOf } from './harness/canvas-page.ts';
import { LabPage } from './harness/lab-page.ts';

const soon = { timeout: 90_000 };

it.afterAll(({ product }) => leaveNothingBehind(product));

interface Node {
  readonly name: string;
  readonly position: { readonly x: number; readonly y: number } | null;
  readonly interfaces: readonly { readonly ipv4Address: string; readonly macAddress: string }[];
}
interface Drawn {
  readonly containers: readonly Node[];
  readonly networks: readonly Pick<Node, 'name' | 'position'>[];
}

/** The lab as the API returns it. */
async function read(page: Page, labId: string): Promise<Drawn> {
  const { lab } = await ask<{ lab: Drawn }>(
    page,
    `query ($id: ID!) {
      lab(id: $id) {
        networks { name position { x y } }
        containers { name position { x y } interfaces { ipv4Address macAddress } }
      }
    }`,
    { id: labId },
  );
  return lab;
}

async function openLab(
  watched: WatchedPage,
  username: string,
  containers: readonly string[],
): Promise<{ labId: string; canvas: CanvasPage }> {
  const { page } = watched;
  await new LabPage(page).signUp(username, 'a few words in a row');
  const labId = await makeLab(page, `Lab of ${username}`, containers);
  await page.goto(`/labs/${labId}?view=canvas`);
  const canvas = new CanvasPage(page);
  for (const name of containers) await canvas.expectPhase(name, 'Ready');
  await canvas.untilPlaced();
  return { labId, canvas };
}

/** Adds a frame around a node and a note, and works on them by mouse and keyboard. */
async function annotate(page: Page, labId: string, canvas: CanvasPage): Promise<void> {
  const added = (name: string | RegExp) => page.getByRole('button', { name });
  await canvas.node('keeper').click();
  await added('Add a frame').click();
  await page.getByLabel('Title of the frame').and(page.locator(':focus')).fill('DMZ');
  await page.keyboard.press('Enter');
  const frame = added('Frame, DMZ, blue');
  await frame.and(page.locator(':focus')).waitFor();
  await added("Undo: Change rectangle 'DMZ'").waitFor();

  const placeOf = async () => (await read(page, labId)).containers.map(({ position }) => position);
  const [keeper, other] = await placeOf();
  const title = await centerOf(frame.getByText('DMZ'));
  await page.mouse.move(title.x, title.y);
  await page.mouse.down();
  await page.mouse.move(title.x + 24, title.y + 40, { steps: 4 });
  await page.mouse.up();
  await added(/^Undo: Move/).waitFor();
  const [moved, still] = await placeOf();
  expect(moved).not.toEqual(keeper);
  expect(still).toEqual(other);
  await page.keyboard.press('Control+z');
  await added(/^Redo: Move/).waitFor();
  expect(await placeOf()).toEqual([keeper, other]);

  await page.keyboard.press('Escape');
  await added('Add a note').click();
  await page.getByLabel('Text of the note').and(page.locator(':focus')).fill('Ping the other');
  await page.keyboard.press('Escape');
  await added('Note, Ping the other, yellow').and(page.locator(':focus')).waitFor();
  const panel = page.getByRole('region', { name: 'Note: Ping the other' });
  await panel.getByTitle('Green').click();
  await added('Note, Ping the other, green').waitFor();
  // The page shows an edit before it is saved, and a reload would cut it off.
  const colour = async () => {
    const query = 'query ($id: ID!) { lab(id: $id) { annotations { text colour } } }';
    const { lab } = await ask<{ lab: { annotations: { text: string; colour: string }[] } }>(page, query, {
      id: labId,
    });
    return lab.annotations.find(({ text }) => text === 'Ping the other')?.colour;
  };
  await expect.poll(colour, soon).toBe('GREEN');
  await page.reload();
  await added('Note, Ping the other, green').click();
  await page.keyboard.press('Delete');
  await added('Note, Ping the other, green').waitFor({ state: 'detached' });

  // Auto-layout keeps the node in its frame and the other one out, in one step.
  await page.keyboard.press('Escape');
  const before = await placeOf();
  await page.getByRole('button', { name: 'Auto-layout', exact: true }).click();
  await added(/^Undo: Move (\d+ nodes|keeper, |lan, )/).waitFor();
  await expect.poll(placeOf, soon).not.toEqual(before);
  const isInFrame = async (name: string): Promise<boolean> => {
    const [box, { x, y }] = [await frame.boundingBox(), await centerOf(canvas.node(name))];
    if (!box) throw new Error('The frame is not visible.');
    return x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
  };
  await expect
    .poll(() => Promise.all(['keeper', 'other', 'lan'].map(isInFrame)), soon)
    .toEqual([true, false, false]);
  await page.keyboard.press('Control+z');
  await expect.poll(placeOf, soon).toEqual(before);
}

it('undoes edits after a reload, and restores a deleted container', async ({ openPage }) => {
  await using watched = await openPage();
  const { page } = watched;
  const { labId, canvas } = await openLab(watched, 'rueful', ['keeper', 'other']);
  const undo = (label: string | RegExp) => page.getByRole('button', { name: label });

  await canvas.drag('keeper', { x: 160, y: 96 });
  await undo('Undo: Move keeper')
    .or(undo(/^Undo: Move/))
    .waitFor();
  const before = (await read(page, labId)).containers.find(({ name }) => name === 'keeper');
  await canvas.node('keeper').click();
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await canvas.node('keeper').waitFor({ state: 'detached' });

  await page.reload();
  await canvas.node('other').waitFor();
  await undo('Undo: Delete keeper').click();
  await canvas.expectPhase('keeper', 'Ready');
  expect((await read(page, labId)).containers.find(({ name }) => name === 'keeper')).toEqual(before);

  await undo(/^Undo: Move/).click();
  await undo(/^Redo: Move/).waitFor();
  await page.reload();
  await undo(/^Redo: Move/).click();
  await undo(/^Undo: Move/).waitFor();
  expect((await read(page, labId)).containers.find(({ name }) => name === 'keeper')).toEqual(before);

  await annotate(page, labId, canvas);
  await deleteLabs(page);
  expect(watched.complaints).toEqual([]);
});

it('moves a selection on the grid, lays nodes out, fits the view and shows a mini-map', async ({
  openPage,
}) => {
  await using watched = await openPage();
  const { page } = watched;
  const { labId, canvas } = await openLab(watched, 'sorter', ['one', 'two', 'three']);
  const names = ['one', 'two', 'three', 'lan'];
  const selection = page.getByRole('region', { name: 'Selection' });

  // Selects everything with Shift and a frame, then deselects one node with Ctrl.
  const centers = await Promise.all(names.map((name) => centerOf(canvas.node(name))));
  const [left, top] = [Math.min(...centers.map(({ x }) => x)), Math.min(...centers.map(({ y }) => y))];
  const [right, bottom] = [Math.max(...centers.map(({ x }) => x)), Math.max(...centers.map(({ y }) => y))];
  await page.keyboard.down('Shift');
  await page.mouse.move(left - 110, top - 60);
  await page.mouse.down();
  await page.mouse.move(right + 110, bottom + 60, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await selection.getByText('3 containers, 1 network').waitFor();
  await page.keyboard.down('Control');
  await canvas.node('three').click();
  await page.keyboard.up('Control');
  await selection.getByText('2 containers, 1 network').waitFor();

  const apart = async (): Promise<number[]> => {
    const [one, two] = [await centerOf(canvas.node('one')), await centerOf(canvas.node('two'))];
    return [Math.round(one.x - two.x), Math.round(one.y - two.y)];
  };
  const between = await apart();
  const three = await centerOf(canvas.node('three'));
  const one = await centerOf(canvas.node('one'));
  await page.mouse.move(one.x, one.y);
  await page.mouse.down();
  await page.mouse.move(one.x + 43, one.y + 61, { steps: 6 });
  await page.mouse.up();
  await page.getByRole('button', { name: /^Undo: Move/ }).waitFor();
  await expect.poll(apart, soon).toEqual(between);
  expect(await centerOf(canvas.node('three'))).toEqual(three);
  const moved = await read(page, labId);
  for (const { position } of [...moved.containers, ...moved.networks]) {
    expect([(position?.x ?? NaN) % 8, (position?.y ?? NaN) % 8].map(Math.abs)).toEqual([0, 0]);
  }

  await page.keyboard.press('Escape');
  await selection.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Auto-layout', exact: true }).click();
  await expect.poll(() => read(page, labId), soon).not.toEqual(moved);
  // Pans all nodes out of the view, again if the layout fits them into it afterwards.
  const isInViewAfterPan = async (): Promise<boolean> => {
    await page.mouse.move(1000, 860);
    await page.mouse.down();
    await page.mouse.move(200, 200, { steps: 5 });
    await page.mouse.up();
    return isInView(page, canvas, names);
  };
  await expect.poll(isInViewAfterPan, soon).toBe(false);
  await page.keyboard.press('f');
  await expect.poll(() => isInView(page, canvas, names), soon).toBe(true);
  await page.keyboard.press('m');
  await expect.poll(() => page.locator('.vue-flow__minimap-node').count(), soon).toBe(4);
  await page.reload();
  await expect.poll(() => page.locator('.vue-flow__minimap-node').count(), soon).toBe(4);

  const entry = (name: string) => page.getByRole('menuitem', { name });
  await canvas.node('one').click({ button: 'right' });
  await entry('Rename').click();
  const rename = page.getByRole('form', { name: 'Rename one' });
  await rename.getByLabel('New name').and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Escape');
  await rename.waitFor({ state: 'detached' });
  await canvas.node('one').and(page.locator(':focus')).waitFor();
  const at: { x: number; y: number } = await page.evaluate(`(() => {
    const path = document.querySelector('.connector path');
    const { x, y } = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
    return { x, y };
  })()`);
  await page.mouse.click(at.x, at.y, { button: 'right' });
  await entry('Show lan').click();
  await page.getByRole('region', { name: 'Network lan' }).waitFor();
  const view = await page.getByRole('application', { name: 'Canvas' }).boundingBox();
  const openMenu = () =>
    page.mouse.click((view?.x ?? 0) + 40, (view?.y ?? 0) + 0.6 * (view?.height ?? 0), { button: 'right' });
  await openMenu();
  await entry('Open all terminals').click();
  for (const name of ['one', 'two', 'three']) await page.getByRole('tab', { name, exact: true }).waitFor();
  await page.getByRole('button', { name: 'Collapse panel' }).click();
  await openMenu();
  await entry('Stop all').click();
  await page
    .getByRole('dialog', { name: 'Stop 3 containers?' })
    .getByRole('button', { name: 'Stop' })
    .click();
  for (const name of ['one', 'two', 'three']) await canvas.expectPhase(name, 'Stopped');

  await canvas.node('one').click();
  await page.keyboard.down('Control');
  await canvas.node('two').click();
  await page.keyboard.up('Control');
  await page.getByRole('button', { name: 'Add a cable' }).click();
  await canvas.node('cable-1').waitFor();
  expect((await read(page, labId)).containers.map(({ interfaces }) => interfaces.length)).toEqual([2, 2, 1]);
  await page.keyboard.press('Control+z');
  await canvas.node('cable-1').waitFor({ state: 'detached' });

  await canvas.node('one').click();
  await page.keyboard.press('Control+d');
  await canvas.expectPhase('one-2', 'Ready');
  await page.keyboard.press('Control+z');
  // It asks, because this deletes a container.
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await canvas.node('one-2').waitFor({ state: 'detached' });
  await canvas.node('one').click();
  await page.keyboard.press('Control+c');
  await page.goto(`/labs/${await makeLab(page, 'Empty', [])}?view=canvas`);
  await canvas.node('lan').click();
  await page.keyboard.press('Control+v');
  await canvas.expectPhase('one', 'Ready');
  await deleteLabs(page);
  expect(watched.complaints).toEqual([]);
});

async function isInView(page: Page, canvas: CanvasPage, names: readonly string[]): Promise<boolean> {
  const view = await page.getByRole('application', { name: 'Canvas' }).boundingBox();
  const boxes = await Promise.all(names.map((name) => canvas.node(name).boundingBox()));
  return boxes.every(
    (box) =>
      view !== null &&
      box !== null &&
      box.x >= view.x &&
      box.y >= view.y &&
      box.x + box.width <= view.x + view.width &&
      box.y + box.height <= view.y + view.height,
  );
}

it('shows an edit before the answer, and reverts it when the API refuses', async ({ openPage }) => {
  await using watched = await openPage();
  const { page } = watched;
  const { canvas } = await openLab(watched, 'refused', ['mover']);
  const notice = page.getByRole('alert');
  /** Holds the next such mutation. The returned function refuses it. */
  async function refuseNext(operation: string, message: string): Promise<() => void> {
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    let isNext = true;
    await page.route('/graphql', async (route) => {
      if (!isNext || !route.request().postData()?.includes(`mutation ${operation}(`)) return route.fallback();
      isNext = false;
      await answered;
      const field = operation.charAt(0).toLowerCase() + operation.slice(1);
      const error = { __typename: 'ConflictError', code: 'CONFLICT', message };
      await route.fulfill({ json: { data: { [field]: error } } });
    });
    return answer;
  }

  let answer = await refuseNext('MoveNodes', 'Another editor moved it.');
  const home = await centerOf(canvas.node('mover'));
  await canvas.drag('mover', { x: 160, y: 80 });
  const moved = async (): Promise<number> => Math.round((await centerOf(canvas.node('mover'))).x - home.x);
  await expect.poll(moved, soon).toBe(160);
  answer();
  await notice.getByText('Another editor moved it.').waitFor();
  await expect.poll(() => centerOf(canvas.node('mover')), soon).toEqual(home);
  await notice.getByRole('button', { name: 'Dismiss' }).click();

  answer = await refuseNext('DisconnectContainer', 'It has to stay where it is.');
  await page.locator('.vue-flow__edge').first().dispatchEvent('click');
  await page.keyboard.press('Delete');
  await expect.poll(() => canvas.connectors().count(), soon).toBe(0);
  answer();
  await notice.getByText('It has to stay where it is.').waitFor();
  await expect.poll(() => canvas.connectors().count(), soon).toBe(1);
  await notice.getByRole('button', { name: 'Dismiss' }).click();

  await page.keyboard.press('Shift+N');
  await canvas.untilCreated('net-1');
  answer = await refuseNext('ConnectContainer', 'The network is full.');
  await canvas.drawConnector('mover', 'net-1');
  await expect.poll(() => canvas.connectors().count(), soon).toBe(2);
  await expect.poll(() => page.locator('.connector[data-state=coming]').count(), soon).toBe(1);
  answer();
  await notice.getByText('The network is full.').waitFor();
  await expect.poll(() => canvas.connectors().count(), soon).toBe(1);

  answer = await refuseNext('UpdateNetwork', 'This site has no egress.');
  await canvas.node('net-1').click();
  const out = page.getByRole('checkbox', { name: /^Internet access/ });
  await out.click();
  await expect.poll(() => out.isChecked(), soon).toBe(true);
  answer();
  await notice.getByText('This site has no egress.').waitFor();
  await expect.poll(() => out.isChecked(), soon).toBe(false);
  await deleteLabs(page);
  expect(watched.complaints).toEqual([]);
});

it('shows events of the lab live, and filters and searches them', async ({ openPage }) => {
  await using watched = await openPage();
  const { page } = watched;
  const { canvas } = await openLab(watched, 'follower', ['steady', 'shaky']);
  await page.getByRole('tab', { name: 'Activity' }).click();
  const feed = page.getByRole('list', { name: 'Newest first' });
  await feed.getByText(/ready/).first().waitFor();
  await canvas.node('shaky').click();
  await page.getByRole('tab', { name: 'Inspector' }).click();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('tab', { name: 'Activity' }).click();
  await expect.poll(() => feed.getByRole('listitem').first().innerText(), soon).toMatch(/shaky\s+stopped/);

  await page.getByRole('button', { name: 'Ready', exact: true }).click();
  await expect.poll(() => feed.getByText('stopped').count(), soon).toBe(0);
  await expect
    .poll(() => feed.getByRole('listitem').allInnerTexts(), soon)
    .toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^steady\s+ready/),
        expect.stringMatching(/^shaky\s+ready/),
      ]),
    );
  await page.getByLabel('Search events').fill('steady');
  await expect.poll(() => feed.getByRole('listitem').count(), soon).toBe(1);
  await page.getByRole('button', { name: 'Problems', exact: true }).click();
  await page.getByText('No matching events.').waitFor();
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await feed.getByRole('button', { name: 'steady' }).first().click();
  await page.getByRole('region', { name: 'Container steady' }).waitFor();
  await deleteLabs(page);
  expect(watched.complaints).toEqual([]);
});
