import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dockerClient, repositoryRoot } from '@pineapple/launcher';
import { containerKey } from '@pineapple/test-kit/hosts';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { deleteLabs, makeLab, makeToken } from './harness/api.ts';
import { it, leaveNothingBehind } from './harness/browser-test.ts';
import { execIn } from './harness/containers.ts';
import { LabPage } from './harness/lab-page.ts';

const run = promisify(execFile);
/** Where programs resolve graphql-ws from. */
const cwd = import.meta.dirname;

it.afterAll(({ product }) => leaveNothingBehind(product));

async function signedUp(page: Page, username: string): Promise<LabPage> {
  const lab = new LabPage(page);
  await lab.signUp(username, 'a few words in a row');
  return lab;
}

/** Runs a program until its output matches, then kills it. */
async function untilPrinted(url: string, program: string, token: string, wanted: RegExp): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '-', url], {
    cwd,
    env: { ...process.env, PINEAPPLE_TOKEN: token },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(program);
  let output = '';
  try {
    for await (const chunk of child.stdout) {
      output += String(chunk);
      if (wanted.test(output)) return output;
    }
    throw new Error(`The program ended without printing ${wanted}: ${output}`);
  } finally {
    child.kill('SIGKILL');
  }
}

it('runs every example as the signed-in user', async ({ openPage, product }) => {
  await using watched = await openPage();
  const { page } = watched;
  const lab = await signedUp(page, 'integrator');
  const labId = await makeLab(page, 'examples', ['box']);
  await page.goto(`/labs/${labId}`);
  await lab.showTables();
  await lab.expectPhase('box', 'Ready');
  await execIn(product, 'box', ['sh', '-c', 'echo something to log > /proc/1/fd/1']);
  await page.goto('/developers');
  const links = page.getByRole('navigation', { name: 'Examples' }).getByRole('link');
  await links.first().waitFor();
  for (const title of await links.allInnerTexts()) {
    await links.filter({ hasText: new RegExp(`^\\s*${title}\\s*$`) }).click();
    const example = page.getByRole('article', { name: title, exact: true });
    await example.waitFor();
    // Ids are filled in automatically.
    await expect.poll(() => example.getByText('You have no matching').count()).toBe(0);
    await example.getByRole('button', { name: /^(Run|Watch)$/ }).click();
    const answer = example.getByRole('group', { name: 'Response 1' });
    await expect.poll(() => answer.innerText()).toMatch(/^\{[^]*\}$/);
    const { data, errors } = JSON.parse(await answer.innerText());
    expect(errors, title).toBeUndefined();
    expect(JSON.stringify(data), title).not.toContain('"code"');
    const stop = example.getByRole('button', { name: 'Stop' });
    if (await stop.isVisible()) await stop.click();
  }
  await deleteLabs(page);
  expect(watched.complaints).toEqual([]);
});

it('copies commands and programs that work outside the page', async ({ openPage }) => {
  await using watched = await openPage();
  const { page, context } = watched;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signedUp(page, 'copier');
  await makeLab(page, "it's copied", []);
  const token = await makeToken(page);
  const copied = async (button: string): Promise<string> => {
    const clipboard = (): Promise<string> => page.evaluate<string>('navigator.clipboard.readText()');
    await page.evaluate("navigator.clipboard.writeText('')");
    // It says so for a moment only.
    await Promise.all([
      page.getByRole('button', { name: 'Copied' }).waitFor(),
      page.getByRole('button', { name: button }).click(),
    ]);
    await expect.poll(clipboard).not.toBe('');
    return clipboard();
  };
  const env = { ...process.env, PINEAPPLE_TOKEN: token };

  await page.goto('/developers#my-labs');
  const shell = await run('sh', ['-c', await copied('Copy as curl')], { env });
  expect(JSON.parse(shell.stdout).data.labs.nodes).toMatchObject([{ name: "it's copied" }]);
  await page.goto('/developers#one-lab');
  await expect.poll(() => page.getByLabel('Variables').inputValue()).toMatch(/lab_\w+/);
  const program = await copied('Copy as graphql-ws');
  const node = await run(process.execPath, ['--input-type=module', '-e', program], { cwd, env });
  expect(JSON.parse(node.stdout).lab.name).toBe("it's copied");

  await page.getByRole('link', { name: 'Open in playground' }).click();
  await page.getByText('query OneLab($labId: ID!)').waitFor();
  // An earlier visit left an empty tab, and the pages are dark.
  await page.evaluate(`
    localStorage.setItem('pineapple-theme', 'dark');
    localStorage.setItem('graphiql:tabState', JSON.stringify({ activeTabIndex: 1, tabs: [{ query: 'query Old { viewer { id } }' }, { query: '' }] }));
    localStorage.removeItem('graphiql:query');
  `);
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('/graphql');
  await page.locator('body.graphiql-dark').getByText('query MyLabs').waitFor();
  expect(await page.getByRole('link', { name: 'sponsor' }).isVisible()).toBe(false);
  await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  const play = page.getByRole('button', { name: /Execute|Run/ }).first();
  const right = async (): Promise<number> => {
    const box = await play.boundingBox();
    return box ? box.x + box.width : Infinity;
  };
  await expect.poll(right).toBeLessThan(390);
  await deleteLabs(page);
  expect(watched.complaints).toEqual([]);
});

it('shows changes of all labs on the dashboard and in the program of the guide', async ({
  openPage,
  product,
}) => {
  await using watched = await openPage();
  const { page } = watched;
  await signedUp(page, 'watcher');
  await page.goto('/dashboard');
  await page.getByRole('heading', { name: 'No containers yet' }).waitFor();

  const tile = (name: string) => page.locator('dl > div', { hasText: name }).locator('dd').first();
  await makeLab(page, 'north', ['left', 'right']);
  await makeLab(page, 'south', ['lonely']);
  await expect.poll(() => tile('Ready').innerText()).toBe('3');
  await expect.poll(() => page.getByText('3 containers in 2 labs').count()).toBe(1);
  const slowest = page.getByRole('list', { name: 'Slowest to start' }).getByRole('listitem');
  await expect.poll(() => slowest.count()).toBe(3);

  const lonely = await containerKey(product, 'lonely');
  await dockerClient(product.dockerHost).getContainer(lonely).kill();
  const trouble = page.getByRole('list', { name: 'Problems' }).getByRole('listitem');
  await trouble.getByText('lonely', { exact: true }).waitFor();
  await expect.poll(() => trouble.innerText()).toMatch(/137|ended|exit/i);
  await expect.poll(() => tile('Failed').innerText()).toBe('1');
  await page.getByRole('list', { name: 'Recent events' }).getByText('Failed').waitFor();

  const guide = readFileSync(join(repositoryRoot, 'docs/guides/dashboards.md'), 'utf8');
  const program = /```js\n(.*?)```/s.exec(guide)?.[1] ?? '';
  const printed = await untilPrinted(
    product.url,
    program,
    await makeToken(page),
    /2 ready, 0 starting, 1 with problems/,
  );
  expect(printed).toMatch(/lonely in south: FAILED \(.+\)/);

  await trouble.getByRole('link', { name: 'lonely' }).click();
  await page.getByRole('heading', { name: 'south', level: 1 }).waitFor();
  await deleteLabs(page);
  expect(watched.complaints).toEqual([]);
});
