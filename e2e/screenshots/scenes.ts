import type { Locator, Page } from 'playwright-core';
import { CanvasPage } from '../harness/canvas-page.ts';
import { LabPage } from '../harness/lab-page.ts';

/** The labs that are there to be seen, by what is shown of them. */
export interface ShownLabs {
  readonly triangle: string;
  readonly offices: string;
}

/** A page in a state that is worth a picture. */
export interface Scene {
  readonly name: string;
  readonly caption: string;
  readonly who: 'nobody' | 'newcomer' | 'owner';
  readonly path: (labs: ShownLabs) => string;
  /** Brings the page into the state, or waits until it is there. */
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
  const opener = page.getByRole('button', { name: 'Open the panel' });
  if (await opener.isVisible()) await opener.click();
}

/** What a terminal shows, where it is drawn with elements. */
export const terminalText = (page: Page, text: string): Locator =>
  page.locator('.xterm-rows > div', { hasText: text }).first();

export const scenes: readonly Scene[] = [
  {
    name: 'lab',
    caption: 'A lab on the canvas: what is selected, its way to ready, and its interfaces',
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
    caption: 'What happened in a lab, live',
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
    caption: 'Terminals under the canvas: they go on when the page is closed',
    who: 'owner',
    path: ({ offices }) => `/labs/${offices}?view=canvas`,
    async until(page) {
      const canvas = new CanvasPage(page);
      await canvas.node('core').dblclick();
      await terminalText(page, 'transmitted').waitFor();
      await page.getByRole('button', { name: /^Show everything/ }).click();
    },
  },
  {
    name: 'lab-table',
    caption: 'The same as tables, which have all that the canvas has',
    who: 'owner',
    path: ({ offices }) => `/labs/${offices}?view=table`,
    until: (page) => new LabPage(page).expectPhase('core', 'Ready'),
  },
  {
    name: 'lab-new-container',
    caption: 'A new container, with the addresses that it will get',
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
    caption: 'All labs, and what to begin with',
    who: 'owner',
    path: () => '/labs',
    async until(page) {
      await page.getByRole('link', { name: 'Two offices' }).waitFor();
      await page.getByRole('button', { name: 'Use Two hosts' }).waitFor();
    },
  },
  {
    name: 'labs-empty',
    caption: 'The first minute',
    who: 'newcomer',
    path: () => '/labs',
    async until(page) {
      await page.getByText('Make your first lab').waitFor();
      await page.getByRole('button', { name: 'Use Two hosts' }).waitFor();
    },
  },
  {
    name: 'palette',
    caption: 'Ctrl-K goes to every lab, container and command',
    who: 'owner',
    path: () => '/labs',
    async until(page) {
      await page.getByRole('button', { name: /^Search/ }).click();
      await page.getByRole('option', { name: /^intranet/ }).waitFor();
    },
  },
  {
    name: 'keys',
    caption: 'Every key',
    who: 'owner',
    path: triangle,
    async until(page) {
      await drawn(page);
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    },
  },
  {
    name: 'dashboard',
    caption: 'The dashboard, made from one subscription',
    who: 'owner',
    path: () => '/dashboard',
    until: (page) => page.getByRole('list', { name: 'Needs a look' }).waitFor(),
  },
  {
    name: 'developers',
    caption: 'The API, with examples that run as whoever is signed in',
    who: 'owner',
    path: () => '/developers#one-lab',
    async until(page) {
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await page.getByText('Answered').waitFor();
      await page.evaluate('scrollTo(0, 0)');
    },
  },
  {
    name: 'hosts',
    caption: 'Hosts, as operators see them',
    who: 'owner',
    path: () => '/hosts',
    until: (page) => page.getByText('1 host, live').waitFor(),
  },
  {
    name: 'account',
    caption: 'The account: sessions, password, the end',
    who: 'owner',
    path: () => '/account',
    until: (page) => page.getByText('This browser').waitFor(),
  },
  {
    name: 'sign-in',
    caption: 'Signing in',
    who: 'nobody',
    path: () => '/sign-in',
    until: heading('Sign in'),
  },
  {
    name: 'sign-up',
    caption: 'Making an account',
    who: 'nobody',
    path: () => '/sign-up',
    until: heading('Create an account'),
  },
  {
    name: 'not-found',
    caption: 'Nothing there',
    who: 'nobody',
    path: () => '/nowhere',
    until: heading('There is nothing at this address'),
  },
];
