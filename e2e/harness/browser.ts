import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const candidates = [
  process.env['PINEAPPLE_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Starts the machine's own Chromium, without anything of its own that would go to the network. */
export function startBrowser(moreArguments: readonly string[] = []): Promise<Browser> {
  const executablePath = candidates.find((path) => path !== undefined && existsSync(path));
  if (!executablePath) {
    throw new Error('No Chromium found. Install it, or name it in PINEAPPLE_CHROMIUM.');
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...moreArguments,
    ],
  });
}

/** A page with a watch on it: what it asks of other hosts, and what it complains about. */
export interface WatchedPage extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests to any host but the product's, errors on the console, uncaught exceptions. */
  readonly complaints: readonly string[];
}

export interface WatchOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** Complaints that the scenario itself brings about, such as a socket refused while the API is down. */
  readonly expected?: RegExp;
}

/** Opens a page of its own session and watches it. */
export async function openPage(
  browser: Browser,
  url: string,
  options: WatchOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const complain = (text: string): void => {
    if (!options.expected?.test(text)) complaints.push(text);
  };
  const { host } = new URL(url);
  const checkHost = (address: string): void => {
    if (/^(data|blob|about):/.test(address) || new URL(address).host === host) return;
    complain(`request to another host: ${address}`);
  };
  page.on('request', (request) => checkHost(request.url()));
  page.on('websocket', (socket) => checkHost(socket.url()));
  page.on('console', (message) => {
    if (message.type() === 'error') complain(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complain(`exception: ${error.stack ?? error.message}`));
  return { page, context, complaints, [Symbol.asyncDispose]: () => context.close() };
}
