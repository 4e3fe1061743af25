import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { cookiesForBrowser, cookiesForProgram } from './page-cookies.ts';

/** One page of a container, for its headers. */
export interface PageFrame {
  /** The port's folder, `/ports/<container id>/<port>/`. */
  readonly folder: string;
  /** The folder with the capability, which the program's `/` is. */
  readonly base: string;
  readonly port: number;
  /** The website's own origin. */
  readonly origin: string;
}

/** What a program gets of a browser's headers. Not cookies, credentials, or where the page is: those are the website's. */
const requestNames = new Set([
  ...[
    'accept',
    'accept-language',
    'accept-encoding',
    'cache-control',
    'pragma',
    'user-agent',
    'range',
    'prefer',
  ],
  ...['content-type', 'content-length', 'content-encoding', 'content-language', 'content-disposition'],
  ...['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since', 'if-range', 'last-event-id'],
  ...['depth', 'destination', 'overwrite', 'soapaction', 'dnt'],
]);
/** What a browser gets of a program's headers. Everything else could change how the browser treats the website. */
const answerNames = new Set([
  ...['content-type', 'content-length', 'content-encoding', 'content-language', 'content-disposition'],
  ...['content-range', 'accept-ranges', 'cache-control', 'expires', 'pragma', 'last-modified', 'etag', 'age'],
  ...['date', 'retry-after', 'allow', 'dav'],
]);
/** Those that say where a request comes from are ours to say, and those that guard a page, too. */
const reserved =
  /^x-(?:forwarded-|real-|amzn-|client-|original-|frame-options$|content-type-options$|dns-prefetch|accel-|sendfile)/;

/**
 * A page of a container runs in an origin of its own, which no other page shares: it can use neither the website's cookies
 * nor its storage, and the API refuses its origin, `null`. No other page frames it.
 */
const guards: OutgoingHttpHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  // Without this, the page could not load its own files, because they are of another origin than itself.
  'cross-origin-resource-policy': 'cross-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};
const sandbox =
  "sandbox allow-scripts allow-forms allow-popups allow-modals allow-downloads; frame-ancestors 'none'";

/** The headers of a request to the program. */
export function headersForProgram(headers: IncomingHttpHeaders, frame: PageFrame): OutgoingHttpHeaders {
  const { origin, base, port } = frame;
  const url = new URL(origin);
  const passed = Object.entries(headers).filter(([name]) => isPassed(name, requestNames));
  const cookie = cookiesForProgram(headers.cookie);
  return {
    ...Object.fromEntries(passed),
    host: `localhost:${port}`,
    // To the program, its page is of its own origin.
    ...(headers.origin !== undefined && { origin: `http://localhost:${port}` }),
    ...(cookie !== null && { cookie }),
    'x-forwarded-host': url.host,
    'x-forwarded-proto': url.protocol.slice(0, -1),
    'x-forwarded-prefix': base.replace(/\/$/, ''),
  };
}

/** The headers of an answer to the browser. */
export function headersForBrowser(
  answer: Pick<IncomingMessage, 'headers' | 'headersDistinct'>,
  request: { readonly headers: IncomingHttpHeaders; readonly target: string },
  frame: PageFrame,
): OutgoingHttpHeaders {
  const { headers, headersDistinct } = answer;
  const passed = Object.entries(headers).filter(([name]) => isPassed(name, answerNames));
  const location =
    headers.location === undefined ? null : rewriteLocation(headers.location, request.target, frame);
  const secure = frame.origin.startsWith('https:');
  const cookies = cookiesForBrowser(headersDistinct['set-cookie'] ?? [], frame.folder, secure);
  return {
    ...Object.fromEntries(passed),
    ...guardsFor(request.headers),
    // Each policy is applied. The program's own can only forbid more.
    'content-security-policy': [sandbox, ...(headersDistinct['content-security-policy'] ?? [])].join(', '),
    vary: headers.vary === undefined ? 'Origin' : `${headers.vary}, Origin`,
    ...(location !== null && { location }),
    ...(cookies.length > 0 && { 'set-cookie': cookies }),
  };
}

/** The headers of every answer below a capability. The page itself may read it, which no page with a cookie may. */
export function guardsFor({ origin }: IncomingHttpHeaders): OutgoingHttpHeaders {
  const shared = { 'access-control-allow-origin': 'null', 'access-control-expose-headers': '*' };
  return { ...guards, 'content-security-policy': sandbox, vary: 'Origin', ...(origin === 'null' && shared) };
}

/** Where a redirection leads in the browser: inside the page's folder, or to another website. Null for anything else. */
function rewriteLocation(location: string, target: string, { base, port, origin }: PageFrame): string | null {
  const here = `http://localhost:${port}`;
  if (!URL.canParse(location, `${here}${target}`)) return null;
  const url = new URL(location, `${here}${target}`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const ownHosts = [`localhost:${port}`, `127.0.0.1:${port}`, 'localhost', '127.0.0.1', new URL(origin).host];
  if (!ownHosts.includes(url.host)) return url.href;
  const path = `${url.pathname}${url.search}${url.hash}`;
  // A program that honours X-Forwarded-Prefix has written it already.
  return path.startsWith(base) ? path : `${base}${path.slice(1)}`;
}

function isPassed(name: string, names: ReadonlySet<string>): boolean {
  return names.has(name) || (name.startsWith('x-') && !reserved.test(name));
}
