import type { Locator, Page } from 'playwright-core';
import { CanvasPage } from '../harness/canvas-page.ts';
import { LabPage } from '../harness/lab-page.ts';

/** The ids of the labs in the screenshots. */
export interface ShownLabs {
  readonly triangle: string;
  readonly offices: string;
}

/** One page in one state. */
export interface Scene {
  readonly name: string;
  readonly caption: string;
  readonly who: 'guest' | 'newcomer' | 'owner';
  readonly path: (labs: ShownLabs) => string;
  /** Brings the page into the state and waits for it. */
  readonly until: (page: Page) => Promise<unknown>;
}

const heading = (name: string) => (page: Page) => page.getByRole('heading', { name, level: 1 }).waitFor();
const triangle = ({ triangle: id }: ShownLabs): string => `/labs/${id}?view=canvas`;

async function drawn(page: Page): Promise<CanvasPage> {
  const canvas = new CanvasPage(page);
  await canvas.node('r1').waitFor();
  return canvas;
}

async function openPanel(page: Page): Promise<void> {
  const opener = page.getByRole('button', { name: 'Open panel' });
  if (await opener.isVisible()) await opener.click();
}

/** Analyses a capture as soon as the lab has not too many analyses, which the scene before may have left. */
async function analyse(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Analyse' }).click();
  const refusal = page.getByRole('alert').getByText('which is the limit');
  const frames = page.getByRole('grid', { name: /^Frames/ });
  await frames.or(refusal).first().waitFor();
  while (!(await frames.isVisible())) {
    await page.waitForTimeout(1000);
    await page.getByRole('button', { name: 'Load', exact: true }).click();
    await frames.or(refusal).first().waitFor();
  }
}

/** A line of a terminal that draws with elements. */
export const terminalText = (page: Page, text: string): Locator =>
  page.locator('.xterm-rows > div', { hasText: text }).first();

export const scenes: readonly Scene[] = [
  {
    name: 'lab',
    caption: 'A lab on the canvas, with the details of the selected container',
    who: 'owner',
    path: triangle,
    async until(page) {
      const canvas = await drawn(page);
      await canvas.node('r2').click();
      if ((page.viewportSize()?.width ?? 0) > 1000) await openPanel(page);
    },
  },
  {
    name: 'lab-panel',
    caption: 'The activity of a lab, live',
    who: 'owner',
    path: triangle,
    async until(page) {
      await drawn(page);
      await openPanel(page);
      await page.getByRole('tab', { name: 'Activity' }).click();
      await page.getByRole('button', { name: 'Problems' }).waitFor();
    },
  },
  {
    name: 'lab-terminals',
    caption: 'Terminals under the canvas keep running when the page is closed',
    who: 'owner',
    path: ({ offices }) => `/labs/${offices}?view=canvas`,
    async until(page) {
      const canvas = new CanvasPage(page);
      await canvas.node('core').dblclick();
      await terminalText(page, 'transmitted').waitFor();
      await page.getByRole('button', { name: /^Fit to view/ }).click();
    },
  },
  {
    name: 'lab-link',
    caption: 'The quality of a link, in each direction',
    who: 'owner',
    path: triangle,
    async until(page) {
      const canvas = await drawn(page);
      await canvas.node('r2').click();
      await openPanel(page);
      await page
        .getByRole('button', { name: /^Change the link of r2 to / })
        .first()
        .click();
      const form = page.getByRole('form', { name: /^Link of r2 to / });
      await form.getByLabel('Loss').first().fill('2.5');
      await form.getByLabel('Rate').first().fill('2000');
    },
  },
  {
    name: 'lab-settings',
    caption: 'The settings of a container, and when they take effect',
    who: 'owner',
    path: triangle,
    async until(page) {
      const canvas = await drawn(page);
      await canvas.node('r2').click();
      await openPanel(page);
      await page.getByRole('button', { name: 'Change the settings of r2' }).click();
      await page.getByRole('form', { name: 'Settings of r2' }).getByLabel('Environment').fill('AREA=0.0.0.0');
    },
  },
  {
    name: 'lab-capture',
    caption: 'The packets of an interface, live',
    who: 'owner',
    path: ({ triangle: id }) => `/labs/${id}?view=table`,
    async until(page) {
      await page
        .getByRole('button', { name: /^Capture packets of r2 eth1/ })
        .first()
        .click();
      await page.getByRole('row', { name: /OSPF/ }).first().waitFor();
    },
  },
  {
    name: 'lab-analysis',
    caption: 'Recorded packets by Wireshark’s dissectors: a display filter, layers and bytes',
    who: 'owner',
    path: ({ triangle: id }) => `/labs/${id}?view=table`,
    async until(page) {
      await page
        .getByRole('button', { name: /^Capture packets of r2 eth1/ })
        .first()
        .click();
      await page.getByRole('row', { name: /OSPF/ }).first().waitFor();
      await analyse(page);
      const display = page.getByRole('combobox', { name: /^Display filter/ });
      await display.fill('ospf');
      await page.getByRole('button', { name: 'Apply', exact: true }).last().click();
      await page.getByText(/^\d+ of \d+ frames?/).waitFor();
      const frames = page.getByRole('grid', { name: /^Frames/ });
      await frames.getByRole('row', { name: /OSPF/ }).first().waitFor();
      await frames.press('Home');
      await page
        .getByRole('treeitem', { name: /Open Shortest Path First/ })
        .first()
        .click();
    },
  },
  {
    name: 'lab-graph',
    caption: 'How much came when, with a line for each display filter',
    who: 'owner',
    path: ({ triangle: id }) => `/labs/${id}?view=table`,
    async until(page) {
      await page
        .getByRole('button', { name: /^Capture packets of r2 eth1/ })
        .first()
        .click();
      await page.getByRole('row', { name: /OSPF/ }).first().waitFor();
      await analyse(page);
      await page.getByRole('button', { name: 'Graph', exact: true }).click();
      await page.getByLabel('Display filter of another line').fill('ospf');
      await page.getByRole('button', { name: 'Add line' }).click();
      await page.getByRole('img', { name: /^All packets, ospf/ }).waitFor();
    },
  },
  {
    name: 'lab-reach',
    caption: 'Who reaches whom, and why',
    who: 'owner',
    path: ({ triangle: id }) => `/labs/${id}?view=reach`,
    async until(page) {
      await page.getByText(/pairs answer/).waitFor();
      await page.getByRole('button', { name: /^host-1 to host-3/ }).click();
      await page.getByRole('heading', { name: 'Found on the way' }).waitFor();
    },
  },
  {
    name: 'lab-tables',
    caption: 'The routes of a container, live, with its past',
    who: 'owner',
    path: triangle,
    async until(page) {
      const canvas = await drawn(page);
      await canvas.node('r2').click();
      await openPanel(page);
      await page.getByRole('button', { name: 'Network tables of r2' }).first().click();
      await page.getByRole('row', { name: /ospf/ }).first().waitFor();
    },
  },
  {
    name: 'lab-files',
    caption: 'Files and start commands of a container, with what changes',
    who: 'owner',
    path: triangle,
    async until(page) {
      const canvas = await drawn(page);
      await canvas.node('r2').click();
      await openPanel(page);
      await page.getByRole('button', { name: 'Files of r2' }).click();
      const files = page.getByRole('dialog', { name: 'Files of r2' });
      await files.getByRole('textbox', { name: 'Start commands' }).fill("vtysh -c 'show ip ospf neighbor'");
      await files.getByText('1 change not saved.').waitFor();
    },
  },
  {
    name: 'lab-sessions',
    caption: 'OSPF sessions as edges, each with its state',
    who: 'owner',
    path: triangle,
    async until(page) {
      await drawn(page);
      await page.getByRole('button', { name: 'Routing sessions' }).click();
      await page.getByText(/Full/).first().waitFor({ state: 'attached' });
    },
  },
  {
    name: 'lab-packets',
    caption: 'Packets that match a filter, step by step along the wires',
    who: 'owner',
    path: triangle,
    async until(page) {
      await drawn(page);
      await page.getByRole('button', { name: 'Packets', exact: true }).click();
      const panel = page.getByRole('region', { name: 'Packets' });
      await panel.getByLabel('Which packets').selectOption('OSPF');
      await panel.getByRole('button', { name: 'Start' }).click();
      await panel.getByText(/Hello/).first().waitFor();
      await panel.getByRole('button', { name: 'Step through' }).click();
      await panel.getByRole('listbox').waitFor();
    },
  },
  {
    name: 'images',
    caption: 'An image of your own, built from a Dockerfile with a live log',
    who: 'owner',
    path: () => '/images',
    async until(page) {
      const none = page.getByText(/None yet/);
      const log = page.getByRole('button', { name: 'Log of greeter' });
      await none.or(log).waitFor();
      if (await log.isVisible()) await log.click();
      else {
        await page.getByLabel('Name', { exact: true }).fill('greeter');
        await page.getByLabel('Dockerfile').fill("FROM host\nRUN echo 'Good day.' > /etc/motd");
        await page.getByRole('button', { name: 'Build image' }).click();
      }
      await page.getByText('The image is ready').waitFor();
    },
  },
  {
    name: 'lab-notes',
    caption: 'A lab with a frame and a note',
    who: 'owner',
    path: ({ offices }) => `/labs/${offices}?view=canvas`,
    async until(page) {
      await new CanvasPage(page).node('core').waitFor();
      await page.getByText('North office').first().waitFor({ state: 'attached' });
    },
  },
  {
    name: 'lab-table',
    caption: 'The same lab as tables',
    who: 'owner',
    path: ({ offices }) => `/labs/${offices}?view=table`,
    until: (page) => new LabPage(page).expectPhase('core', 'Ready'),
  },
  {
    name: 'lab-new-container',
    caption: 'A new container with suggested addresses',
    who: 'owner',
    path: ({ offices }) => `/labs/${offices}?view=table`,
    async until(page) {
      await page.getByRole('button', { name: 'New container' }).click();
      const form = page.getByRole('form', { name: 'New container' });
      for (const network of ['office-north', 'office-south']) {
        await form.getByRole('checkbox', { name: network }).check();
      }
    },
  },
  {
    name: 'labs',
    caption: 'All labs and the templates',
    who: 'owner',
    path: () => '/labs',
    async until(page) {
      await page.getByRole('link', { name: 'Two offices' }).waitFor();
      await page.getByRole('button', { name: 'Use Two hosts' }).waitFor();
    },
  },
  {
    name: 'labs-empty',
    caption: 'The list of labs after sign-up',
    who: 'newcomer',
    path: () => '/labs',
    async until(page) {
      await page.getByText('Create your first lab').waitFor();
      await page.getByRole('button', { name: 'Use Two hosts' }).waitFor();
    },
  },
  {
    name: 'palette',
    caption: 'The command palette opens every lab, container and command',
    who: 'owner',
    path: () => '/labs',
    async until(page) {
      await page.getByRole('button', { name: /^Search/ }).click();
      await page.getByRole('option', { name: /^intranet/ }).waitFor();
    },
  },
  {
    name: 'keys',
    caption: 'Keyboard shortcuts',
    who: 'owner',
    path: triangle,
    async until(page) {
      await drawn(page);
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    },
  },
  {
    name: 'dashboard',
    caption: 'The dashboard, powered by one subscription',
    who: 'owner',
    path: () => '/dashboard',
    until: (page) => page.getByRole('list', { name: 'Problems' }).waitFor(),
  },
  {
    name: 'developers',
    caption: 'The API page, with examples that run as the signed-in user',
    who: 'owner',
    path: () => '/developers#one-lab',
    async until(page) {
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await page.getByText('200 OK').waitFor();
      await page.evaluate('scrollTo(0, 0)');
    },
  },
  {
    name: 'hosts',
    caption: 'Hosts, for operators',
    who: 'owner',
    path: () => '/hosts',
    until: (page) => page.getByText('1 host, live').waitFor(),
  },
  {
    name: 'account',
    caption: 'The account: sessions, password, deletion',
    who: 'owner',
    path: () => '/account',
    until: (page) => page.getByText('This browser').waitFor(),
  },
  {
    name: 'sign-in',
    caption: 'Sign in',
    who: 'guest',
    path: () => '/sign-in',
    until: heading('Sign in'),
  },
  {
    name: 'sign-up',
    caption: 'Create an account',
    who: 'guest',
    path: () => '/sign-up',
    until: heading('Create an account'),
  },
  {
    name: 'not-found',
    caption: 'Page not found',
    who: 'guest',
    path: () => '/nowhere',
    until: heading('Page not found'),
  },
];
