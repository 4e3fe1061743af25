import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { CanvasPage } from './canvas-page.ts';
import { LabPage } from './lab-page.ts';

/** For an answer of the API. */
const soon = { timeout: 90_000 };

/** A page in one state. */
interface PageState {
  readonly name: string;
  readonly who: 'guest' | 'newcomer' | 'owner';
  /** @param labId the owner's lab: containers "left" and "right" on the network "lan", all ready */
  readonly path: (labId: string) => string;
  readonly title: string;
  /** Runs before the page is opened. */
  readonly before?: (page: Page) => Promise<unknown>;
  /** Brings the page into the state and waits for it. */
  readonly until: (page: Page) => Promise<unknown>;
}

export const heading = (name: string) => (page: Page) =>
  page.getByRole('heading', { name, level: 1 }).waitFor();

const state = (
  name: string,
  who: PageState['who'],
  path: string | PageState['path'],
  title: string,
  until: PageState['until'],
  before?: PageState['before'],
): PageState => ({
  name,
  who,
  path: typeof path === 'string' ? () => path : path,
  title,
  until,
  ...(before && { before }),
});
const lab: PageState['path'] = (labId) => `/labs/${labId}?view=canvas`;
const table: PageState['path'] = (labId) => `/labs/${labId}?view=table`;

/** Answers an operation with a fault. */
const failing = (operation: string) => (page: Page) =>
  page.route('/graphql', (route) => {
    if (!route.request().postData()?.includes(` ${operation}`)) return route.fallback();
    const extensions = { code: 'INTERNAL', requestId: 'req_0123456789' };
    return route.fulfill({ json: { errors: [{ message: 'Something went wrong.', extensions }] } });
  });
/** Never answers an operation. */
const unanswered = (operation: string) => (page: Page) =>
  page.route('/graphql', (route) =>
    route.request().postData()?.includes(` ${operation}`) ? undefined : route.fallback(),
  );

/** On a phone the panel is a sheet, closed at first. */
async function openPanel(page: Page): Promise<void> {
  const opener = page.getByRole('button', { name: 'Open panel' });
  await opener.or(page.getByRole('tablist', { name: 'Panel' })).waitFor();
  if (await opener.isVisible()) await opener.click();
}

async function select(page: Page, name: string): Promise<void> {
  const canvas = new CanvasPage(page);
  await canvas.node(name).click();
  await openPanel(page);
  await page.getByRole('region', { name: new RegExp(`^(Container|Network) ${name}$`) }).waitFor();
}

async function openPane(page: Page, what: 'Terminal' | 'Log' | 'Stats'): Promise<void> {
  await page.getByRole('button', { name: `${what} of left` }).click();
  await page.getByRole('region', { name: 'Dock' }).getByRole('tab').first().waitFor();
}

/** On a low canvas the palette and the tools lie in one row, each within the canvas and none on another. */
async function expectToolsApart(page: Page): Promise<void> {
  const canvas = await page.getByRole('application', { name: 'Canvas' }).boundingBox();
  const boxes = await Promise.all(
    ['Add to the lab', 'View'].map((name) => page.getByRole('toolbar', { name, exact: true }).boundingBox()),
  );
  const [palette, tools] = boxes;
  if (!canvas || !palette || !tools) throw new Error('The canvas lacks its palette or tools.');
  for (const box of [palette, tools]) {
    expect(box.x).toBeGreaterThanOrEqual(canvas.x);
    expect(box.x + box.width).toBeLessThanOrEqual(canvas.x + canvas.width);
    expect(box.y).toBeGreaterThanOrEqual(canvas.y);
    expect(box.y + box.height).toBeLessThanOrEqual(canvas.y + canvas.height);
  }
  const isBeside = palette.x + palette.width <= tools.x || palette.y + palette.height <= tools.y;
  expect(isBeside, 'the tools are beside or below the palette').toBe(true);
}

export const pageStates: readonly PageState[] = [
  state('sign-in', 'guest', '/sign-in', 'Sign in', heading('Sign in')),
  state('sign-in with errors', 'guest', '/sign-in', 'Sign in', async (page) => {
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Enter your password.').waitFor();
  }),
  state('sign-up', 'guest', '/sign-up', 'Create an account', heading('Create an account')),
  state('not found', 'guest', '/nowhere', 'Page not found', heading('Page not found')),
  state('no labs', 'newcomer', '/labs', 'Labs', (page) => page.getByText('Create your first lab').waitFor()),
  state('empty dashboard', 'newcomer', '/dashboard', 'Dashboard', (page) =>
    page.getByText('No containers yet').waitFor(),
  ),
  state('labs', 'owner', '/labs', 'Labs', (page) => page.getByRole('link', { name: 'Walk' }).waitFor()),
  state('import', 'owner', '/labs/import', 'Import a lab', heading('Import a lab')),
  state('import with a preview and notes', 'owner', '/labs/import', 'Import a lab', async (page) => {
    const text = 'LAB_NAME="Two PCs"\nPC1[0]="A"\npc2[0]="A"\npc2[num_terms]=1\n';
    await page
      .getByLabel('Lab files')
      .setInputFiles({ name: 'lab.conf', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await page.getByRole('heading', { name: 'Preview' }).waitFor();
    await page.locator('[aria-labelledby="import-preview"] svg rect').first().waitFor();
  }),
  state('deleting a lab', 'owner', '/labs', 'Labs', async (page) => {
    await page.getByRole('button', { name: 'Delete Walk' }).click();
    await page.getByRole('dialog').waitFor();
  }),
  state('lab', 'owner', lab, 'Walk', (page) => new CanvasPage(page).node('left').waitFor()),
  state('lab as tables', 'owner', lab, 'Walk', (page) => new LabPage(page).showTables()),
  state('lab not found', 'owner', '/labs/lab_nothing', 'Lab', heading('Lab not found')),
  state('dashboard', 'owner', '/dashboard', 'Dashboard', (page) =>
    page.getByText('2 containers in 1 lab').waitFor(),
  ),
  state('API', 'owner', '/developers#one-lab', 'API', async (page) => {
    await vi.waitFor(
      async () => expect(await page.getByLabel('Variables').inputValue()).toMatch(/lab_\w+/),
      soon,
    );
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByText('200 OK').waitFor();
  }),
  state('API with wrong variables', 'owner', '/developers#my-labs', 'API', async (page) => {
    await page.getByLabel('Variables').fill('{first: 1}');
    await page.getByText('Invalid JSON').waitFor();
  }),
  state('snapshots', 'owner', '/snapshots', 'Snapshots', (page) => page.getByText(/None yet/).waitFor()),
  state(
    'snapshots loading',
    'owner',
    '/snapshots',
    'Snapshots',
    heading('Snapshots'),
    unanswered('Snapshots'),
  ),
  state('images', 'owner', '/images', 'Images', (page) => page.getByText(/None yet/).waitFor()),
  state('image with errors', 'owner', '/images', 'Images', async (page) => {
    await page.getByLabel('Name', { exact: true }).fill('mine');
    await page.getByLabel('Dockerfile').fill('FROM nothing');
    await page.getByRole('button', { name: 'Build image' }).click();
    await page.getByText(/There is no image 'nothing'/).waitFor();
  }),
  state('images loading', 'owner', '/images', 'Images', heading('Images'), unanswered('OwnImages')),
  state(
    'images failure',
    'owner',
    '/images',
    'Images',
    (page) => page.getByRole('heading', { name: 'Your images could not be loaded' }).waitFor(),
    failing('OwnImages'),
  ),
  state('hosts', 'owner', '/hosts', 'Hosts', (page) => page.getByText('1 host, live').waitFor()),
  state('draining a host', 'owner', '/hosts', 'Hosts', async (page) => {
    await page.getByRole('button', { name: /^Drain/ }).click();
    await page.getByRole('dialog').waitFor();
  }),
  state(
    'hosts for a user who is no operator',
    'newcomer',
    '/hosts',
    'Page not found',
    heading('Page not found'),
  ),
  state('account', 'owner', '/account', 'Account', (page) => page.getByText('This browser').waitFor()),
  state('deleting the account', 'owner', '/account', 'Account', async (page) => {
    await page.getByRole('button', { name: 'Delete account…' }).click();
    await page.getByText('1 lab with 2 containers').waitFor();
  }),
  state('command palette', 'owner', '/labs', 'Labs', async (page) => {
    await page.getByRole('button', { name: /^Search/ }).click();
    await page.getByRole('option', { name: /^left/ }).waitFor();
  }),
  state('keyboard shortcuts', 'owner', '/labs', 'Labs', async (page) => {
    await heading('Labs')(page);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  }),
  state('account menu', 'owner', '/labs', 'Labs', async (page) => {
    await page.getByRole('button', { name: /^Account menu/ }).click();
    await page.getByRole('menu').waitFor();
  }),
  state('network selected', 'owner', lab, 'Walk', (page) => select(page, 'lan')),
  state('note selected', 'owner', lab, 'Walk', async (page) => {
    await page.getByRole('button', { name: /^Note, Ping right/ }).click();
    await openPanel(page);
    await page.getByRole('region', { name: 'Note: Ping right from left.' }).waitFor();
  }),
  state('note being written', 'owner', lab, 'Walk', async (page) => {
    await page.getByRole('button', { name: /^Note, Ping right/ }).dblclick();
    await page.getByLabel('Text of the note').and(page.locator(':focus')).waitFor();
  }),
  state('lab at 200 % browser zoom', 'owner', lab, 'Walk', async (page) => {
    await page.setViewportSize({ width: 720, height: 450 });
    await new CanvasPage(page).node('left').click();
    await expectToolsApart(page);
  }),
  state('container selected', 'owner', lab, 'Walk', (page) => select(page, 'left')),
  state('files of a container', 'owner', lab, 'Walk', async (page) => {
    await select(page, 'left');
    await page.getByRole('button', { name: 'Files of left' }).click();
    const files = page.getByRole('dialog', { name: 'Files of left' });
    await files.getByRole('textbox', { name: 'Start commands' }).fill('ip link show');
    await files.getByText('1 change not saved.').waitFor();
  }),
  state('renaming a container', 'owner', lab, 'Walk', async (page) => {
    await select(page, 'left');
    await page.getByRole('button', { name: 'Rename left' }).click();
    await page.getByRole('form', { name: 'Rename left' }).waitFor();
  }),
  state('all nodes selected', 'owner', lab, 'Walk', async (page) => {
    await new CanvasPage(page).node('left').waitFor();
    await page.keyboard.press('Control+a');
    await openPanel(page);
    await page.getByRole('region', { name: 'Selection' }).waitFor();
  }),
  state('connector selected', 'owner', lab, 'Walk', async (page) => {
    await new CanvasPage(page).node('left').waitFor();
    await page.locator('.vue-flow__edge').first().dispatchEvent('click');
    await openPanel(page);
    await page.getByRole('region', { name: 'Selection' }).getByRole('heading', { name: 'eth0' }).waitFor();
  }),
  state('link quality with an error', 'owner', lab, 'Walk', async (page) => {
    await select(page, 'left');
    await page.getByRole('button', { name: 'Change the link of left to lan' }).click();
    const form = page.getByRole('form', { name: 'Link of left to lan' });
    await form.getByLabel('Loss').first().fill('200');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.locator('[aria-invalid=true]').waitFor();
  }),
  state('quality of all links of a network', 'owner', lab, 'Walk', async (page) => {
    await select(page, 'lan');
    await page.getByRole('button', { name: 'Quality of all links' }).click();
    const form = page.getByRole('form', { name: 'Quality of 2 links' });
    await form.getByLabel('Rate').first().fill('2000');
    await form.getByLabel('Bad spells start').first().fill('1');
    await form.getByLabel('Queue').waitFor();
  }),
  state('a port that is none', 'owner', lab, 'Walk', async (page) => {
    await select(page, 'left');
    await page.getByRole('button', { name: 'Open a port of left' }).click();
    await page.getByRole('button', { name: 'Open its page' }).click();
    await page.getByText('A port is a number').waitFor();
  }),
  state('settings with an error', 'owner', lab, 'Walk', async (page) => {
    await select(page, 'left');
    await page.getByRole('button', { name: 'Change the settings of left' }).click();
    const form = page.getByRole('form', { name: 'Settings of left' });
    await form.getByLabel('Environment').fill('no value');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.locator('[aria-invalid=true]').waitFor();
  }),
  state('activity of a lab', 'owner', lab, 'Walk', async (page) => {
    await new CanvasPage(page).node('left').waitFor();
    await openPanel(page);
    await page.getByRole('tab', { name: 'Activity' }).click();
    await page.getByRole('list', { name: 'Newest first' }).waitFor();
  }),
  state('deployments of a lab', 'owner', lab, 'Walk', async (page) => {
    await new CanvasPage(page).node('left').waitFor();
    await openPanel(page);
    await page.getByRole('tab', { name: 'Deployments' }).click();
    await page.getByText('Done').first().waitFor();
  }),
  state('deleting a container', 'owner', lab, 'Walk', async (page) => {
    await new CanvasPage(page).node('left').click();
    await page.keyboard.press('Delete');
    await page.getByRole('dialog').waitFor();
  }),
  state('refused on the canvas', 'owner', lab, 'Walk', async (page) => {
    await new CanvasPage(page).node('lan').click();
    await page.keyboard.press('Delete');
    await page
      .getByRole('alert')
      .getByText(/attached/)
      .first()
      .waitFor();
  }),
  state('new network with errors', 'owner', table, 'Walk', async (page) => {
    await page.getByRole('button', { name: 'New network' }).click();
    const form = page.getByRole('form', { name: 'New network' });
    await form.getByLabel('Name').fill('Not a name');
    await form.getByLabel('Subnet').fill('10.0.0.0/99');
    await form.getByRole('button', { name: 'Create network' }).click();
    await vi.waitFor(async () => expect(await form.locator('[aria-invalid=true]').count()).toBe(2), soon);
  }),
  state('new container with errors', 'owner', table, 'Walk', async (page) => {
    await page.getByRole('button', { name: 'New container' }).click();
    const form = page.getByRole('form', { name: 'New container' });
    await form.getByRole('checkbox', { name: 'lan' }).check();
    await form.getByLabel('Address on lan').fill('10.9.9.9');
    await form.getByLabel('Name', { exact: true }).fill('Not a name');
    await form.getByRole('button', { name: 'Create container' }).click();
    await vi.waitFor(async () => expect(await form.locator('[aria-invalid=true]').count()).toBe(2), soon);
  }),
  state('new network with every field', 'owner', table, 'Walk', async (page) => {
    await page.getByRole('button', { name: 'New network' }).click();
    const form = page.getByRole('form', { name: 'New network' });
    // By keys: what a user's own input moves is no layout shift.
    for (const _ of ['IPv6', 'IPv4 and IPv6']) await form.getByLabel('Addressing').press('ArrowDown');
    await form.getByLabel('IPv6 subnet').waitFor();
    await form.getByText('More', { exact: true }).click();
    await form.getByLabel('MTU').waitFor();
  }),
  state('new container with every field', 'owner', table, 'Walk', async (page) => {
    await page.getByRole('button', { name: 'New container' }).click();
    const form = page.getByRole('form', { name: 'New container' });
    await form.getByRole('checkbox', { name: 'lan' }).check();
    await form.getByText('More', { exact: true }).click();
    await form.getByRole('button', { name: 'Add sysctl' }).click();
    await form.getByLabel('No IPv4 address').check();
  }),
  state('changing the MTU with an error', 'owner', lab, 'Walk', async (page) => {
    await select(page, 'lan');
    await page.getByRole('button', { name: 'Change the MTU of lan' }).click();
    const form = page.getByRole('form', { name: 'Change the MTU of lan' });
    await form.getByLabel('MTU').fill('20');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.locator('[aria-invalid=true]').waitFor();
  }),
  state('renaming in the table', 'owner', table, 'Walk', async (page) => {
    await page.getByRole('button', { name: 'Show MAC addresses' }).click();
    await page.getByRole('button', { name: 'Rename lan' }).click();
    await page.getByRole('form', { name: 'Rename lan' }).waitFor();
  }),
  state('a terminal', 'owner', table, 'Walk', (page) => openPane(page, 'Terminal')),
  state('a log', 'owner', table, 'Walk', (page) => openPane(page, 'Log')),
  state('statistics', 'owner', table, 'Walk', (page) => openPane(page, 'Stats')),
  state('network tables', 'owner', table, 'Walk', async (page) => {
    await page.getByRole('button', { name: 'Network tables of left' }).click();
    await page.getByRole('region', { name: 'Routes of left' }).getByRole('table').waitFor();
  }),
  state('a capture', 'owner', table, 'Walk', async (page) => {
    await page.getByRole('button', { name: 'Capture packets of left eth0' }).click();
    // There may be packets at once: who reaches whom is checked at the other width.
    const packets = page.getByRole('table', { name: /^Packets/ }).getByRole('cell');
    await page.getByText('No packets yet.').or(packets).first().waitFor();
  }),
  // Both widths check at the same time, and a lab has one check at a time.
  state(
    'who reaches whom',
    'owner',
    (labId) => `/labs/${labId}?view=reach`,
    'Walk',
    (page) => page.getByRole('button', { name: /^left to right/ }).waitFor(),
  ),
  state(
    'labs loading',
    'owner',
    '/labs',
    'Labs',
    (page) => page.getByText('Loading…').waitFor(),
    unanswered('Labs('),
  ),
  state(
    'labs that failed to load',
    'owner',
    '/labs',
    'Labs',
    (page) => page.getByText('Your labs could not be loaded').waitFor(),
    failing('Labs('),
  ),
  state(
    'lab loading',
    'owner',
    lab,
    'Lab',
    (page) => page.getByText('Loading the lab…').waitFor(),
    unanswered('Lab('),
  ),
  state(
    'lab that failed to load',
    'owner',
    lab,
    'Lab',
    (page) => page.getByText('This lab could not be loaded').waitFor(),
    failing('Lab('),
  ),
  state(
    'a fault',
    'owner',
    '/labs',
    'Labs',
    async (page) => {
      await page.getByLabel('Lab name').fill('never');
      await page.getByRole('button', { name: 'Create lab' }).click();
      await page.getByText('Request ID:').waitFor();
    },
    failing('CreateLab('),
  ),
  state('a new token', 'owner', '/developers#tokens', 'API', async (page) => {
    const form = page.getByRole('form', { name: 'New token' });
    await form.getByLabel('Name').fill('looks');
    await form.getByRole('button', { name: 'Create token' }).click();
    await page.getByText(/^pn_/).waitFor();
  }),
  state('signing out everywhere', 'owner', '/account', 'Account', async (page) => {
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('dialog').waitFor();
  }),
  state('password with errors', 'owner', '/account', 'Account', async (page) => {
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Enter your current password.').waitFor();
  }),
];
