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
