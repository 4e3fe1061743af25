import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

/** The first that exists. Chromium's build without windows needs less than half the processor time for a page. */
const candidates = [
  process.env['PINEAPPLE_CHROMIUM'],
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Starts the machine's Chromium without background requests of its own. */
export function startBrowser(moreArguments: readonly string[] = []): Promise<Browser> {
  const executablePath = candidates.find((path) => path !== undefined && existsSync(path));
  if (!executablePath) {
    throw new Error('No Chromium was found. Install it, or set PINEAPPLE_CHROMIUM to its path.');
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

/** A page whose errors and requests to other hosts are recorded. */
export interface WatchedPage extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests to other hosts, console errors, and uncaught exceptions. */
  readonly complaints: readonly string[];
}

export interface WatchOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** Complaints that the scenario causes, such as a refused socket while the API is down. */
  readonly expected?: RegExp;
}

/** Opens a watched page with a session of its own. */
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
  // As long as the waits of the tests themselves.
  context.setDefaultTimeout(90_000);
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

/** Makes terminals draw with elements instead of WebGL, so that tests can read their text. */
export async function drawTerminalsWithElements(context: BrowserContext): Promise<void> {
  const content = `{
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      return kind === 'webgl2' ? null : getContext.call(this, kind, ...rest);
    };
  }`;
  await context.addInitScript({ content });
}
