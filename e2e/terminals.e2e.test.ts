import { execFileSync } from 'node:child_process';
import type { Product } from '@pineapple/launcher';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { expectAccessible } from './harness/accessibility.ts';
import { makeToken } from './harness/api.ts';
import { drawTerminalsWithElements, openPage, startBrowser, type WatchedPage } from './harness/browser.ts';
import { pipeToCommandLine, runCommandLine } from './harness/command-line.ts';
import { execIn } from './harness/containers.ts';
import { DockPage } from './harness/dock-page.ts';
import { LabPage } from './harness/lab-page.ts';
import { startProduct } from './harness/product.ts';

/** Console errors that are expected while the server is down. */
const whileAway = /WebSocket connection|ERR_CONNECTION|Failed to load resource|socket hang up/;
const password = 'a few words in a row';
const parts = new AsyncDisposableStack();
let product: Product;
let browser: Browser;
let first: WatchedPage;
let lab: LabPage;
let dock: DockPage;

beforeAll(async () => {
  product = parts.use(await startProduct());
  browser = parts.adopt(await startBrowser(), (one) => one.close());
  first = parts.use(await openPage(browser, product.url, { expected: whileAway }));
  await drawTerminalsWithElements(first.context);
  lab = new LabPage(first.page);
  dock = new DockPage(first.page);
  await lab.signUp('typist', password);
  await lab.createLab('bench');
  await lab.createNetworks('lan');
  await lab.createContainer('alpha', 'host', ['lan']);
  await lab.closeContainerForm();
  await lab.expectPhase('alpha', 'Ready');
});
afterAll(() => parts.disposeAsync());

async function secondPage(options: { width?: number; height?: number } = {}): Promise<WatchedPage> {
  const other = await openPage(browser, product.url, { expected: whileAway, ...options });
  await drawTerminalsWithElements(other.context);
  await other.context.addCookies(await first.context.cookies());
  await other.page.goto(first.page.url());
  return other;
}
const reload = (page: Page): Promise<unknown> => page.reload({ waitUntil: 'domcontentloaded' });

it('shares a terminal between browsers, and restores its screen after a reload', async () => {
  await dock.openTerminal('alpha');
  await using other = await secondPage();
  const there = new DockPage(other.page);
  await there.openTerminal('alpha');

  await dock.run('echo "from the first: grün 🍍"');
  await there.expectScreen('alpha', /^from the first: grün 🍍/m);
  await there.run('echo from the second');
  await dock.expectScreen('alpha', /^from the second/m);

  await dock.run("clear; echo re''ady; cat > /dev/null");
  await there.expectScreen('alpha', /^ready/m);
  await Promise.all([dock.type('a'.repeat(40)), there.type('b'.repeat(40))]);
  await dock.expectScreen('alpha', /^(?=(?:a*b){40}a*$)(?=(?:b*a){40}b*$)/m);
  const typed = (await dock.screen('alpha')).split('\n').at(-1) ?? '';
  await there.expectScreen('alpha', typed);
  await first.page.keyboard.press('Control+c');

  await dock.expectScreen('alpha', /\^C\n.*alpha:~# *$/);
  const before = await dock.screen('alpha');
  await reload(first.page);
  await expect.poll(() => dock.screen('alpha')).toBe(before);

  // Two pages answer one query once, and a reload answers none of the history.
  await dock.tab('alpha').click();
  await dock.run(
    "clear; stty -echo -icanon; printf '\\033[6n'; head -c 6 | cat -v; stty sane; echo; echo en''d",
  );
  await dock.expectScreen('alpha', /^\^\[\[1;1R\nend\n.*alpha:~# *$/);
  const answered = await dock.screen('alpha');
  await reload(first.page);
  await expect.poll(() => dock.screen('alpha')).toBe(answered);
  await dock.tab('alpha').click();
  await dock.run("echo cl''ean");
  await dock.expectScreen('alpha', /^clean\n/m);
  expect(other.complaints).toEqual([]);
});

it('is as wide as its smallest viewer, and grows when that viewer leaves', async () => {
  await dock.tab('alpha').click();
  await dock.watchSize();
  await dock.expectColumns('alpha', (columns) => columns > 100);
  const alone = await dock.lastSize('alpha');
  {
    await using other = await secondPage({ width: 700 });
    await new DockPage(other.page).joinTerminal('alpha');
    await dock.pane('alpha').getByText('limited by the smallest of 2 viewers').waitFor();
    await dock.expectColumns('alpha', (columns) => columns >= 50 && columns < 100);
  }
  await dock.pane('alpha').getByText('limited by the smallest').waitFor({ state: 'detached' });
  await dock.expectColumns('alpha', (columns) => columns === alone?.columns);
  await dock.stopWatchingSize();
});

it('edits a file in nano, in UTF-8', async () => {
  await dock.tab('alpha').click();
  await dock.run('clear; nano /root/note');
  await dock.expectScreen('alpha', /GNU nano/);
  await dock.type('Äpfel, 日本 and 🍍');
  await dock.expectScreen('alpha', /Äpfel, 日 ?本 ? and 🍍/);
  await first.page.keyboard.press('Control+o');
  await dock.expectScreen('alpha', /File Name to Write/);
  await first.page.keyboard.press('Enter');
  await dock.expectScreen('alpha', /Wrote 1 line/);
  await first.page.keyboard.press('Control+x');
  await dock.expectScreen('alpha', /alpha:~# *$/);
  expect((await execIn(product, 'alpha', ['cat', '/root/note'])).output).toContain('Äpfel, 日本 and 🍍');
});

it('loses no byte when the API is killed while the terminal prints', async () => {
  await dock.tab('alpha').click();
  await dock.run('clear; for i in $(seq 100 399); do printf "$i,"; sleep 0.02; done; echo done');
  await dock.expectScreen('alpha', /\b150\b/);
  product.processes.api.kill('SIGKILL');
  await dock
    .pane('alpha')
    .getByText(/Reconnecting\. Input is disabled/)
    .waitFor();
  await dock.expectScreen('alpha', /399,done/, 60_000);
  const numbers = /100,101,[\d,]*399(?=,done)/.exec((await dock.screen('alpha')).replaceAll('\n', ''))?.[0];
  expect(numbers?.split(',').map(Number)).toEqual(Array.from({ length: 300 }, (_, index) => 100 + index));
});

it('recovers after the agent was killed, and says what is lost', async () => {
  await dock.tab('alpha').click();
  await dock.run('clear; export MARK=before; echo "mark=[$MARK]"');
  await dock.expectScreen('alpha', /^mark=\[before\]$/m);
  product.processes.agent.kill('SIGKILL');
  await dock.pane('alpha').getByText('The terminal was restarted').waitFor({ timeout: 90_000 });
  await dock.expectScreen('alpha', /alpha:~# *$/, 60_000);
  await dock.pane('alpha').getByRole('button', { name: 'Dismiss' }).click();
  await dock.tab('alpha').click();
  await dock.run('echo "mark=[$MARK]"');
  await dock.expectScreen('alpha', /^mark=\[\]$/m);
});

it('waits for a container to be ready, ends with it, and reconnects', async () => {
  await lab.createContainer('late', 'host', ['lan']);
  await first.page.getByRole('button', { name: 'Terminal of late' }).click();
  await dock.expectScreen('late', 'late:~#', 60_000);
  await lab.closeContainerForm();

  await lab.container('late').getByRole('button', { name: 'Stop late' }).click();
  await dock.pane('late').getByText('Waiting for the container, which is stopped').waitFor();
  await lab.expectPhase('late', 'Stopped');
  await lab.container('late').getByRole('button', { name: 'Start late' }).click();
  await dock
    .pane('late')
    .getByText('Waiting for the container')
    .waitFor({ state: 'detached', timeout: 90_000 });
  await dock.expectScreen('late', 'late:~#', 60_000);

  await dock.tab('late').click();
  await dock.run('exit 3');
  await dock.pane('late').getByText('Ended with exit code 3').waitFor();
  await first.page.keyboard.press('Enter');
  await dock.expectScreen('late', 'late:~#');
  await dock.tab('late').focus();
  await first.page.keyboard.press('Delete');
  await dock.tab('late').waitFor({ state: 'detached' });
});

it('shows the log and the statistics of a container', async () => {
  await dock.tab('alpha').click();
  await dock.run('clear; echo to the log > /proc/1/fd/1; echo went wrong > /proc/1/fd/2');
  await first.page.getByRole('button', { name: 'Log of alpha' }).click();
  const log = dock.pane('alpha log');
  await log.getByText('to the log').waitFor();
  // Not by `innerText()`: a new row has none until the frame that finds it in view.
  const row = log.getByRole('paragraph').filter({ hasText: /^err\s*went wrong$/ });
  await row.getByText('err', { exact: true }).waitFor();
  await log.getByRole('searchbox').fill('WRONG');
  await log.getByText('to the log').waitFor({ state: 'detached' });

  await first.page.getByRole('button', { name: 'Stats of alpha' }).click();
  await dock
    .pane('alpha stats')
    .getByRole('img', { name: /^Memory: [\d.]+ MiB/ })
    .waitFor();
  await dock
    .pane('alpha stats')
    .getByRole('img', { name: /^eth0, lan: in/ })
    .waitFor();
  await expectAccessible(first.page);
  for (const tab of ['alpha stats', 'alpha log']) {
    await dock.tab(tab).press('Delete');
    await dock.tab(tab).waitFor({ state: 'detached' });
  }
});

it('can be used without a mouse', async () => {
  const { keyboard } = first.page;
  await lab.container('alpha').getByRole('button', { name: 'Terminal of alpha' }).focus();
  await keyboard.press('Enter');
  await dock.run('clear; echo by keyboard');
  await dock.expectScreen('alpha', /^by keyboard/m);
  await keyboard.press('Control+Shift+ArrowUp');
  await dock.tab('alpha').and(first.page.locator(':focus')).waitFor();

  await keyboard.press('F2');
  await dock.dock.locator('input:focus').waitFor();
  await dock.type('work\n');
  await dock.tab('work').and(first.page.locator(':focus')).waitFor();
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await dock.expectScreen('alpha 2', 'alpha:~#');
  await keyboard.press('Control+Shift+ArrowLeft');
  await dock.untilFocused('work');
  await dock.run('echo back again');
  await dock.expectScreen('work', /^back again/m);

  await keyboard.press('Control+Shift+KeyF');
  await dock.dock.locator('input:focus').waitFor();
  await dock.type('by keyboard\n');
  await dock
    .pane('work')
    .getByText(/^\d+ of \d+$/)
    .waitFor();
  await keyboard.press('Escape');
  await dock.run('exit');
  await dock.pane('work').getByText('Ended with exit code 0').waitFor();

  const line = dock.dock.getByRole('separator', { name: 'Panel height' });
  const height = Number(await line.getAttribute('aria-valuenow'));
  await line.focus();
  await keyboard.press('ArrowUp');
  await expect.poll(async () => Number(await line.getAttribute('aria-valuenow'))).toBeGreaterThan(height);
});

it('has no accessibility problems or console errors, wide or narrow, light or dark', async () => {
  for (const [width, colorScheme] of [
    [1440, 'dark'],
    [390, 'light'],
  ] as const) {
    await using other = await openPage(browser, product.url, { width, colorScheme });
    await drawTerminalsWithElements(other.context);
    await other.context.addCookies(await first.context.cookies());
    await other.page.goto(first.page.url());
    const there = new DockPage(other.page);
    await there.openTerminal('alpha');
    await there.run("printf '\\e[38;2;200;90;0mexact\\e[0m \\e[93mbright\\e[0m\\n'");
    await there.expectScreen('alpha', /^exact bright/m);
    await expectAccessible(other.page);
    expect(other.complaints).toEqual([]);
  }
  expect(first.complaints).toEqual([]);
});

it('opens the same terminal from the command line', async () => {
  const env = { PINEAPPLE_TOKEN: await makeToken(first.page), PINEAPPLE_URL: product.url };
  const prints = (one: { printed(): string }, wanted: RegExp | string): Promise<void> =>
    vi.waitFor(() => expect(one.printed()).toMatch(wanted), { timeout: 90_000 });

  await using other = await secondPage();
  const there = new DockPage(other.page);
  await there.openTerminal('alpha');
  await there.run('clear; echo from the page');
  await there.expectScreen('alpha', /^from the page/m);

  using line = runCommandLine(['exec', 'bench/alpha'], env);
  await prints(line, '\u001bcfrom the page');
  line.type('echo from the command line\r');
  await there.expectScreen('alpha', /^from the command line/m);
  await there.watchSize();
  await there.expectColumns('alpha', (columns) => columns === 100);
  execFileSync('stty', ['-F', line.tty() ?? '', 'cols', '90', 'rows', '20']);
  await there.expectColumns('alpha', (columns) => columns === 90);
  await prints(line, /\d+ 90\r/);
  line.type('~.');
  expect(await line.exited).toBe(0);
  await there.expectColumns('alpha', (columns) => columns > 100);
  await there.stopWatchingSize();
  expect(line.printed()).toMatch(/\n ?icanon|\sicanon/);

  using own = runCommandLine(['exec', 'bench/alpha', '--terminal', 'own'], env);
  await prints(own, /alpha:~#|alpha\S*:~#/);
  own.type('exit 42\r');
  expect(await own.exited).toBe(42);
  expect(own.printed()).toMatch(/\sicanon/);

  // Without a terminal: no prompt, no echo, the end of the input is the end, and exit codes are the shell's.
  const script = 'echo out; sleep 0.1; tty; echo err >&2; exit 5\n';
  for (let turn = 0; turn < 3; turn += 1) {
    const run = await pipeToCommandLine(['exec', 'bench/alpha'], env, script);
    expect(run).toEqual({ code: 5, stdout: 'out\nnot a tty\n', stderr: 'err\n' });
  }

  using wrong = runCommandLine(['exec', 'bench/gamma'], env);
  expect(await wrong.exited).toBe(255);
  expect(wrong.printed()).toContain('The lab "bench" has no container "gamma". Choose from "alpha", "late".');
  using refused = runCommandLine(['labs'], { ...env, PINEAPPLE_TOKEN: 'pn_wrong' });
  expect(await refused.exited).toBe(255);
  expect(refused.printed()).toContain('does not accept PINEAPPLE_TOKEN');
});
