import type { Browser, Page } from 'playwright-core';
import { TerminalViewer } from '@pineapple/test-kit/terminals';
import { ApiUser } from '@pineapple/test-kit/users';
import { expect, vi } from 'vitest';
import { drawTerminalsWithElements, openPage, startBrowser } from './harness/browser.ts';
import { it, leaveNothingBehind } from './harness/browser-test.ts';
import { DockPage } from './harness/dock-page.ts';
import { PeakMemory } from './harness/peak-memory.ts';

const megabyte = 1_000_000;
/** The most memory that a flood may add to one process: buffers, compression and garbage of all its terminals. */
const mostGrowth = 200 * megabyte;

let browser: Browser;
let user: ApiUser;
let labId: string;
let containerId: string;

it.beforeAll(async ({ product }) => {
  browser = await startBrowser(['--enable-precise-memory-info']);
  user = await ApiUser.signUp(product.url);
  const made = await user.change<{ lab: { id: string } }>('createLab', { name: 'flood' }, 'lab { id }');
  labId = made.lab.id;
  const input = { labId, name: 'alpha', image: 'host', networks: [] };
  const { container } = await user.change<{ container: { id: string } }>(
    'createContainer',
    input,
    'container { id }',
  );
  containerId = container.id;
  const isReady = async (): Promise<void> =>
    expect((await user.lab(labId)).containers[0]?.phase).toBe('READY');
  await vi.waitFor(isReady, { timeout: 90_000 });
});
it.afterAll(async ({ product }) => {
  await browser.close();
  await user.change('deleteLab', { labId }, '__typename');
  await leaveNothingBehind(product);
});

/** Opens a terminal and waits for its prompt. */
async function openTerminal(terminal: string): Promise<TerminalViewer> {
  const viewer = await TerminalViewer.open(user, containerId, { terminal, kept: 4096 });
  await viewer.printed('# ');
  return viewer;
}

/** Bytes of a page's objects. */
const heapOf = (page: Page): Promise<number> => page.evaluate<number>('performance.memory.usedJSHeapSize');

// Only Linux records the peak memory of a process.
it.runIf(process.platform === 'linux')(
  'bounds memory, answers other terminals and stops at Ctrl-C during 500 MB of output and `yes` in a page',
  { timeout: 400_000 },
  async ({ product }) => {
    await using watched = await openPage(browser, product.url);
    await drawTerminalsWithElements(watched.context);
    const [name = '', value = ''] = user.headers.cookie.split('=');
    await watched.context.addCookies([{ name, value, url: product.url }]);
    await watched.page.goto(`/labs/${labId}`);
    await watched.page.getByRole('button', { name: 'Table', exact: true }).click();
    const page = new DockPage(watched.page);
    await page.openTerminal('alpha');

    using file = await openTerminal('file');
    using quiet = await openTerminal('quiet');
    await file.run(
      'yes a line of a log that says little | head -c 500000000 > /tmp/big; echo ma""de',
      'made',
    );

    const { api, agent, aws } = product.processes;
    const memory = await Promise.all([api, agent, aws].map(({ pid }) => PeakMemory.of(pid)));
    const heap = await heapOf(watched.page);
    await page.run('yes');
    await page.expectScreen('alpha', /^y\ny\ny\n/m);
    const before = file.received;
    const printed = file.run('cat /tmp/big; echo do""ne', 'done');
    await file.more(20 * megabyte);

    const echoes: number[] = [];
    for (let turn = 0; turn < 20; turn += 1) {
      echoes.push(await quiet.run(`echo t${turn}""t`, `t${turn}t`));
    }
    await watched.page.keyboard.press('Control+c');
    await page.expectScreen('alpha', /\^C\n.*alpha:~# *$/);
    const heapGrowth = (await heapOf(watched.page)) - heap;

    await printed;
    expect(file.received - before).toBeGreaterThan(500 * megabyte);
    const growth = await Promise.all(memory.map((each) => each.growth()));
    expect(Math.max(...growth)).toBeLessThan(mostGrowth);
    expect(heapGrowth).toBeLessThan(mostGrowth);
    // High, because two floods share the cores. The benchmark measures the echo of an idle terminal.
    expect(echoes.sort((x, y) => x - y)[10]).toBeLessThan(300);
    expect(watched.complaints).toEqual([]);
  },
);

it('stops a flood within 200 ms of Ctrl-C', async () => {
  using flood = await openTerminal('interrupted');
  const taken: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    flood.type('yes a line of a log that says little\r');
    await flood.more(10 * megabyte);
    taken.push(await flood.run(`\u0003echo al${turn}""ive`, `al${turn}ive`));
  }
  // The best of five, because other programs may use the cores.
  expect(Math.min(...taken)).toBeLessThan(200);
});
