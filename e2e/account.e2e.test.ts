import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ask, deleteLabs, makeLab } from './harness/api.ts';
import { it, leaveNothingBehind } from './harness/browser-test.ts';
import { leftInDocker } from '@pineapple/test-kit/hosts';
import { LabPage } from './harness/lab-page.ts';

const password = 'a few words in a row';

it.afterAll(({ product }) => leaveNothingBehind(product));

async function signIn(page: Page, username: string, secret = password): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const labsHeading = (page: Page) => page.getByRole('heading', { name: 'Labs', level: 1 });
const sessionIsOver = (page: Page) => page.getByText('Your session has ended').waitFor();

it('lists active sessions, and signs out one browser or all', async ({ openPage }) => {
  await using here = await openPage();
  await using there = await openPage();
  await new LabPage(here.page).signUp('traveller', password);
  await signIn(there.page, 'traveller');
  await labsHeading(there.page).waitFor();

  await here.page.goto('/account');
  const sessions = here.page.getByRole('list', { name: 'Sessions' }).getByRole('listitem');
  await expect.poll(() => sessions.count()).toBe(2);
  await sessions.first().getByText('This browser').waitFor();
  await sessions
    .last()
    .getByRole('button', { name: /^Sign out Chrome/ })
    .click();
  await sessionIsOver(there.page);
  await expect.poll(() => sessions.count()).toBe(1);

  await signIn(there.page, 'traveller');
  await labsHeading(there.page).waitFor();
  await here.page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await here.page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
  await here.page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
  await sessionIsOver(there.page);
  expect([...here.complaints, ...there.complaints]).toEqual([]);
});

it('changes a password, and signs out all other browsers', async ({ openPage }) => {
  await using here = await openPage();
  await using there = await openPage();
  await new LabPage(here.page).signUp('careful', password);
  await signIn(there.page, 'careful');
  await labsHeading(there.page).waitFor();

  // From a page with a live subscription, without a reload.
  await here.page.getByRole('button', { name: /^Account menu/ }).click();
  await here.page.getByRole('menuitem', { name: 'Account' }).click();
  const form = here.page.getByRole('form', { name: 'Change password' });
  await form.getByLabel('Current password').fill('not the right one');
  await form.getByLabel('New password').fill('quite another sentence');
  await form.getByRole('button', { name: 'Change password' }).click();
  await expect.poll(() => form.getByLabel('Current password').getAttribute('aria-invalid')).toBe('true');
  await form.getByLabel('Current password').fill(password);
  await form.getByRole('button', { name: 'Change password' }).click();
  await here.page.getByText('Password changed.').waitFor();
  await sessionIsOver(there.page);

  await here.page.goto('/dashboard');
  await here.page.getByRole('heading', { name: 'No containers yet' }).waitFor();
  await signIn(there.page, 'careful');
  await there.page
    .getByRole('alert')
    .getByText(/password/i)
    .waitFor();
  await signIn(there.page, 'careful', 'quite another sentence');
  await labsHeading(there.page).waitFor();
  expect([...here.complaints, ...there.complaints]).toEqual([]);
});

it('limits a token to its scopes', async ({ openPage, product }) => {
  await using watched = await openPage();
  const { page } = watched;
  await new LabPage(page).signUp('stingy', password);
  await page.goto('/developers');
  const form = page.getByRole('form', { name: 'New token' });
  await form.getByLabel('Name').fill('reader');
  for (const name of [/^Change/, /^Terminals/]) await form.getByRole('checkbox', { name }).uncheck();
  await form.getByRole('button', { name: 'Create token' }).click();
  const secret = await page.getByText(/^pn_/).innerText();
  const send = (query: string): Promise<Response> =>
    fetch(`${product.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret.trim()}` },
      body: JSON.stringify({ query }),
    });
  expect(await (await send('{ viewer { username } }')).json()).toMatchObject({
    data: { viewer: { username: 'stingy' } },
  });
  expect(await (await send('mutation { signOut { signedOut } }')).text()).toContain('FORBIDDEN');

  // The use is recorded after the answer, and the page reads it once.
  const used = async () =>
    (
      await ask<{ viewer: { apiTokens: { lastUsedAt: string | null }[] } }>(
        page,
        '{ viewer { apiTokens { lastUsedAt } } }',
      )
    ).viewer.apiTokens.map(({ lastUsedAt }) => lastUsedAt !== null);
  await expect.poll(used).toEqual([true]);
  await page.reload();
  const token = page.getByRole('list', { name: 'Tokens' }).getByRole('listitem');
  await token.getByText('Last used').waitFor();
  await token.getByText('reads', { exact: true }).waitFor();
  expect(watched.complaints).toEqual([]);
});

it('deletes an account with all its data', async ({ openPage, product }) => {
  await using watched = await openPage();
  const { page } = watched;
  const lab = new LabPage(page);
  await lab.signUp('leaver', password);
  const labId = await makeLab(page, 'left behind', ['one', 'two']);
  await page.goto(`/labs/${labId}`);
  await lab.showTables();
  await lab.expectPhase('two', 'Ready');
  expect(await leftInDocker(product)).not.toEqual([]);

  await page.goto('/account');
  await page.getByRole('button', { name: 'Delete account…' }).click();
  const form = page.getByRole('form', { name: 'Delete account' });
  await form.getByText('1 lab with 2 containers and all files in them').waitFor();
  await form.getByLabel('Type leaver to confirm').fill('another');
  await form.getByLabel('Password', { exact: true }).fill(password);
  await form.getByRole('button', { name: 'Delete account' }).click();
  await form.getByText('The username does not match.').waitFor();
  await form.getByLabel('Type leaver to confirm').fill('leaver');
  await form.getByRole('button', { name: 'Delete account' }).click();
  await page.getByRole('heading', { name: 'Create an account', level: 1 }).waitFor();
  await expect.poll(() => leftInDocker(product)).toEqual([]);
  expect(await ask(page, '{ viewer { username } }')).toEqual({ viewer: null });
  await lab.signUp('leaver', password);
  expect(watched.complaints).toEqual([]);
});

it('starts a lab from a template', async ({ openPage }) => {
  await using watched = await openPage();
  const { page } = watched;
  const lab = new LabPage(page);
  await lab.signUp('beginner', password);
  await page.getByRole('button', { name: 'Use Two hosts' }).click();
  await page.getByRole('heading', { name: 'Two hosts', level: 1 }).waitFor();
  await page.goto('/dashboard');
  const ready = page.locator('dl > div', { hasText: 'Ready' }).locator('dd').first();
  await expect.poll(() => ready.innerText()).toBe('2');
  await page.goto('/labs');
  await page.getByRole('button', { name: 'Use Two hosts' }).click();
  await page.getByRole('heading', { name: 'Two hosts 2', level: 1 }).waitFor();
  await deleteLabs(page);
  expect(watched.complaints).toEqual([]);
});
